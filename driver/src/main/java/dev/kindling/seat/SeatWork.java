package dev.kindling.seat;

import java.io.Serializable;

/**
 * Work in parts. A part may be computed anywhere, twice, or again, with the same result, which
 * Spark's serializer can write.
 */
public interface SeatWork<R> extends Serializable {

  R part(int part);
}
