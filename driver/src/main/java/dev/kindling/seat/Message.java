package dev.kindling.seat;

/** What goes over the wires, as arrays of the JDK's types. */
final class Message {
  /** A seat has nothing to do. */
  static final String IDLE = "idle";

  /** It brings a result of its part, and computes the next. */
  static final String PIECE = "piece";

  /** It brings the last result of its part, and has nothing to do. */
  static final String LAST = "last";

  /** It could not compute a part, and asks whether anybody needs it still. */
  static final String BROKEN = "broken";

  static final String LEAVE = "leave";
  static final String STAY = "stay";
  static final String COMPUTE = "compute";

  /** What a piece is answered with, or a broken part, if more of the part is needed. */
  static final String HEARD = "heard";

  /** And if another seat has done the part, or the work is over: the rest is not needed. */
  static final String OVER = "over";

  private Message() {}

  /**
   * What a seat says.
   *
   * @param verb idle, piece, last or broken
   * @param seat the number that Spark gave its task, unlike any other's
   * @param own the part that it had best take
   * @param round what it brings is of, if it brings anything
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Report(String verb, long seat, int own, long round, int part, byte[] result) {

    static Report idle(long seat, int own) {
      return new Report(IDLE, seat, own, 0, 0, new byte[0]);
    }

    Report with(String what, Order order, byte[] bytes) {
      return new Report(what, seat, own, order.round(), order.part(), bytes);
    }

    Object[] wire() {
      return new Object[] {verb, seat, own, round, part, result};
    }

    static Report of(Object[] wire) {
      return new Report(
          (String) wire[0],
          (Long) wire[1],
          (Integer) wire[2],
          (Long) wire[3],
          (Integer) wire[4],
          (byte[]) wire[5]);
    }
  }

  /**
   * What it is told.
   *
   * @param verb leave, stay and ask again, or compute a part
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Order(String verb, long round, int part, byte[] work) {

    static Order of(String verb) {
      return new Order(verb, 0, 0, new byte[0]);
    }

    Object[] wire() {
      return new Object[] {verb, round, part, work};
    }

    static Order of(Object[] wire) {
      return new Order((String) wire[0], (Long) wire[1], (Integer) wire[2], (byte[]) wire[3]);
    }
  }
}
