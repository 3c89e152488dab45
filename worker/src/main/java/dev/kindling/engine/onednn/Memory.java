package dev.kindling.engine.onednn;

import dev.kindling.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A block of native memory, used from its first cache line on. */
final class Memory implements AutoCloseable {
  static final int CACHE_LINE = 64;

  private final Pointer block;
  private final BytePointer bytes;
  private final long start;
  private final long size;

  /** A block of so many bytes, of which a cache line may be lost to alignment. */
  Memory(long size) {
    this(Pointer.calloc(1, size), size);
    if (block == null || block.isNull()) {
      throw Fault.resources(
          "a program needs "
              + size
              + " bytes of native memory, which this machine does not give; "
              + "lower tasks-per-shard");
    }
  }

  private Memory(Pointer block, long size) {
    this.block = block;
    this.size = size;
    this.bytes = new BytePointer(block).capacity(size);
    this.start = block == null ? 0 : -block.address() & (CACHE_LINE - 1);
  }

  /** No memory, for kernels that are described and never run. */
  static Memory nowhere() {
    return new Memory(null, 0);
  }

  /** So many bytes or a little more, in whole cache lines. */
  static long aligned(long bytes) {
    return -Math.floorDiv(-bytes, CACHE_LINE) * CACHE_LINE;
  }

  /** The memory from {@code offset}, in floats, for oneDNN. */
  Pointer pointer(long offset) {
    return at(offset * Float.BYTES);
  }

  /** The memory from {@code offset}, in bytes. */
  Pointer at(long offset) {
    return new BytePointer(bytes).position(start + offset);
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
