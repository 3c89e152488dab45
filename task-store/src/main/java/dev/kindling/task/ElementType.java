package dev.kindling.task;

/** What a tensor's elements are, and how many bytes each takes on disk and on the wire. */
public enum ElementType {
  /** IEEE 754 single precision. */
  F32(4),
  /** Unsigned bytes: images. */
  U8(1),
  /** Signed integers: classes, and rows of an embedding. */
  I32(4);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }
}
