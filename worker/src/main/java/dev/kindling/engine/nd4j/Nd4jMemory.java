package dev.kindling.engine.nd4j;

import dev.kindling.fault.Fault;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The buffers of one executable, and views of them. */
final class Nd4jMemory implements AutoCloseable {
  private final DataBuffer floats;
  private final DataBuffer truths;

  /**
   * Memory that holds zeros at first.
   *
   * @param floats how many numbers, for the arena and what kernels need besides
   * @param truths how many results of comparisons, in ND4J's own type for these
   */
  Nd4jMemory(long floats, long truths) {
    this.floats = buffer(DataType.FLOAT, floats);
    this.truths = buffer(DataType.BOOL, truths);
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
    return view(floats, layout, DataType.FLOAT);
  }

  /** Room for comparisons from the beginning of their buffer, laid out as given. */
  INDArray truths(Layout layout) {
    return view(truths, new Layout(0, layout.dimensions(), layout.strides()), DataType.BOOL);
  }

  private static INDArray view(DataBuffer buffer, Layout layout, DataType type) {
    long[] dimensions = longs(layout.dimensions());
    return Nd4j.create(buffer, dimensions, longs(layout.strides()), layout.start(), 'c', type);
  }

  private static long[] longs(List<Integer> values) {
    return values.stream().mapToLong(Integer::longValue).toArray();
  }

  @Override
  public void close() {
    floats.close();
    truths.close();
  }
}
