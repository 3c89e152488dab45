package dev.kindling.runner;

import java.util.ArrayList;
import java.util.List;

/** When the pieces of a round ended that are computed side by side. Any thread may use it. */
public final class Ends {
  private final List<Long> nanos = new ArrayList<>();

  /**
   * One more piece is done.
   *
   * @param nanos on the clock of this JVM
   */
  public synchronized void add(long nanos) {
    this.nanos.add(nanos);
  }

  /**
   * How long it was, added up over all that compute, that one had nothing left to do while another
   * still computed. Whoever is done takes the next piece, so it is the last pieces after which
   * there was none.
   *
   * @param atOnce how many pieces are computed at once
   */
  public synchronized long idleNanos(int atOnce) {
    long[] last =
        nanos.stream()
            .mapToLong(Long::longValue)
            .sorted()
            .skip(Math.max(0, nanos.size() - atOnce))
            .toArray();
    long idle = 0;
    for (long end : last) {
      idle += last[last.length - 1] - end;
    }
    return idle;
  }
}
