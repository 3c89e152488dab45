package dev.kindling.engine.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.any.Assign;
import org.nd4j.linalg.factory.Nd4j;

/** Copies numbers between Java and a tensor of one axis, wherever ND4J keeps it. */
final class Values {
  private final INDArray tensor;
  private final DataBuffer buffer;

  Values(INDArray tensor) {
    this.tensor = tensor;
    this.buffer = tensor.data();
  }

  int size() {
    return Math.toIntExact(tensor.length());
  }

  /** Writes through an operation, so that a backend with memory of its own keeps track. */
  void write(float[] values, int offset) {
    try (INDArray given =
        Nd4j.createFromArray(Arrays.copyOfRange(values, offset, offset + size()))) {
      Nd4j.getExecutioner().exec(new Assign(given, tensor));
    }
  }

  void read(float[] target, int offset) {
    int size = size();
    for (int i = 0; i < size; i++) {
      target[offset + i] = buffer.getFloat(i);
    }
  }
}
