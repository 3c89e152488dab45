package dev.kindling.seat;

import java.io.Serializable;
import java.util.Iterator;

/**
 * Work in parts. A part may be computed anywhere, twice, or again, with the same results, which
 * Spark's serializer can write.
 */
public interface SeatWork<R> extends Serializable {

  /**
   * The results of a part, in order. One is sent while the next is computed, so each is computed
   * when it is asked for; there is at least one. Computed again, they may be cut in other places.
   */
  Iterator<R> part(int part);
}
