package dev.kindling.engine.nd4j;

import dev.kindling.fault.Fault;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A buffer, and views of it. */
final class Nd4jMemory implements AutoCloseable {
  private final DataBuffer buffer;
  private final DataType type;
  private final long size;

  private Nd4jMemory(DataType type, long size) {
    this.buffer = buffer(type, size);
    this.type = type;
    this.size = size;
  }

  /** Room for so many numbers. */
  static Nd4jMemory ofFloats(long size) {
    return new Nd4jMemory(DataType.FLOAT, size);
  }

  /** Room for so many results of comparisons, in ND4J's own type for these. */
  static Nd4jMemory ofTruths(long size) {
    return new Nd4jMemory(DataType.BOOL, size);
  }

  /** How many values there is room for. */
  long size() {
    return size;
  }

  private static DataBuffer buffer(DataType type, long size) {
    try {
      return Nd4j.createBuffer(type, Math.max(1, size), true);
    } catch (OutOfMemoryError | RuntimeException e) {
      throw Fault.resources(
          "a program needs a buffer of %d times %d bytes, which ND4J cannot allocate (%s); lower"
                  .formatted(size, type.width(), e.getMessage())
              + " tasks-per-shard",
          e);
    }
  }

  INDArray view(Layout layout) {
    long[] dimensions = longs(layout.dimensions());
    return Nd4j.create(buffer, dimensions, longs(layout.strides()), layout.start(), 'c', type);
  }

  private static long[] longs(List<Integer> values) {
    return values.stream().mapToLong(Integer::longValue).toArray();
  }

  @Override
  public void close() {
    buffer.close();
  }
}
