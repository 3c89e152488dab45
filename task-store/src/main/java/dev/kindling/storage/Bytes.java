package dev.kindling.storage;

import java.io.IOException;

/** Bytes that any thread may read at any position. */
interface Bytes {

  /** Fills a part of {@code target}; throws where the bytes end before it is full. */
  void read(long position, byte[] target, int offset, int length) throws IOException;
}
