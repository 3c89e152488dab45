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

  Memory(long floats) {
    long size = Math.max(1, floats) * Float.BYTES + CACHE_LINE;
    this.block = Pointer.calloc(1, size);
    if (block == null || block.isNull()) {
      throw Fault.resources(
          "a program needs "
              + size
              + " bytes of native memory, which this machine does not give; "
              + "lower training.tasks-per-shard");
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
    long from = start + offset * Float.BYTES;
    long to = from + (long) floats * Float.BYTES;
    return new BytePointer(bytes)
        .position(from)
        .limit(to)
        .asByteBuffer()
        .slice()
        .order(ByteOrder.nativeOrder());
  }

  FloatBuffer floats(long offset, int floats) {
    return bytes(offset, floats).asFloatBuffer();
  }

  @Override
  public void close() {
    Pointer.free(block);
  }
}
