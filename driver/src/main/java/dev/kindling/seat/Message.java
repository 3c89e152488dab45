package dev.kindling.seat;

/** What goes over the wires, as arrays of the JDK's types. */
final class Message {
  static final String LEAVE = "leave";
  static final String STAY = "stay";
  static final String COMPUTE = "compute";

  private static final byte[] NOTHING = {};

  private Message() {}

  /**
   * What a seat says when it has nothing to do.
   *
   * @param seat the number that Spark gave its task, unlike any other's
   * @param own the part that it had best take
   * @param round what it brings is of; 0 if it brings nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Ready(long seat, int own, long round, int part, byte[] result) {

    static Ready empty(long seat, int own) {
      return new Ready(seat, own, 0, 0, NOTHING);
    }

    Ready with(long done, int finished, byte[] bytes) {
      return new Ready(seat, own, done, finished, bytes);
    }

    Object[] wire() {
      return new Object[] {seat, own, round, part, result};
    }

    static Ready of(Object[] wire) {
      return new Ready(
          (Long) wire[0], (Integer) wire[1], (Long) wire[2], (Integer) wire[3], (byte[]) wire[4]);
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
      return new Order(verb, 0, 0, NOTHING);
    }

    Object[] wire() {
      return new Object[] {verb, round, part, work};
    }

    static Order of(Object[] wire) {
      return new Order((String) wire[0], (Long) wire[1], (Integer) wire[2], (byte[]) wire[3]);
    }
  }
}
