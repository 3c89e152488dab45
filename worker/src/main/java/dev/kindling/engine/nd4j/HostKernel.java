package dev.kindling.engine.nd4j;

import java.nio.FloatBuffer;
import java.util.List;

/** A kernel in plain Java that works on copies of its operands and its result. */
final class HostKernel implements Nd4jKernel {
  /** Makes the kernel from buffers of its operands and of its result. */
  interface Maker {
    Runnable make(List<FloatBuffer> operands, FloatBuffer result);
  }

  private final List<Values> operands;
  private final List<float[]> read;
  private final Values result;
  private final float[] written;
  private final Runnable kernel;

  HostKernel(List<Values> operands, Values result, Maker maker) {
    this.operands = List.copyOf(operands);
    this.result = result;
    this.read = operands.stream().map(values -> new float[values.size()]).toList();
    this.written = new float[result.size()];
    this.kernel =
        maker.make(read.stream().map(FloatBuffer::wrap).toList(), FloatBuffer.wrap(written));
  }

  @Override
  public void run() {
    for (int i = 0; i < read.size(); i++) {
      operands.get(i).read(read.get(i), 0);
    }
    kernel.run();
    result.write(written, 0);
  }
}
