package dev.kindling.engine.onednn;

import dev.kindling.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** The arena of one executable: a block of native memory, aligned to cache lines. */
final class Memory implements AutoCloseable {
  private static final int CACHE_LINE = 64;

  private final Pointer block;
  private final BytePointer bytes;
  private final long start;
  private final long size;

  Memory(long floats) {
    this.size = Math.max(1, floats) * Float.BYTES + CACHE_LINE;
    this.block = Pointer.calloc(1, size);
    if (block == null || block.isNull()) {
      throw Fault.resources(
          "a program needs "
              + size
              + " bytes of native memory, which this machine does not give; "
              + "lower tasks-per-shard");
    }
    this.bytes = new BytePointer(block).capacity(size);
    this.start = -block.address() & (CACHE_LINE - 1);
  }

  /** The memory from {@code offset}, in floats, for oneDNN. */
  Pointer pointer(long offset) {
    return new BytePointer(bytes).position(start + offset * Float.BYTES);
  }

  /** {@code floats} numbers from {@code offset} for generated code. */
  ByteBuffer bytes(long offset, int floats) {
    long from = block.address() + start + offset * Float.BYTES;
    return new Region(from, (long) floats * Float.BYTES)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /** A part of the block by its address: a byte buffer reaches no further than 2 GB. */
  private static final class Region extends BytePointer {
    Region(long address, long size) {
      super((Pointer) null);
      this.address = address;
      this.limit = size;
      this.capacity = size;
    }
  }

  /** The size of the block in bytes. */
  long size() {
    return size;
  }

  FloatBuffer floats(long offset, int floats) {
    return bytes(offset, floats).asFloatBuffer();
  }

  @Override
  public void close() {
    Pointer.free(block);
  }
}
