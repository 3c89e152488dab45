package dev.kindling.engine.onednn;

import dev.kindling.check.SampleNumbers;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Program;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Runs one sweep of every elementwise function that sweeps have, without a plan. */
final class SweepRuns {
  private static final int ROWS = 2100;

  private SweepRuns() {}

  /** Rows of {@code size}, one operand whole, one along rows, one along columns. */
  static Program body(int size) {
    var trace = new Trace();
    Shape shape = Shape.of(ROWS, size);
    Symbol x = trace.input("0", shape);
    Symbol row = trace.input("1", Shape.of(size)).broadcast(shape, 0);
    Symbol column = trace.input("2", Shape.of(ROWS)).broadcast(shape, 1);
    Symbol y = x;
    for (BinaryKind kind : BinaryKind.values()) {
      y = y.binary(kind, row).binary(kind, column);
    }
    for (CompareKind kind : CompareKind.values()) {
      y = x.compare(kind, row).select(y, y.times(x.compare(kind, column)).plus(column));
    }
    y = y.unary(UnaryKind.RELU).unary(UnaryKind.SQRT).plus(x);
    Symbol result = y.unary(UnaryKind.RECIPROCAL).negate();
    trace.output("result", result);
    trace.output("result1", result.sum(0));
    trace.output("result2", x.times(row).sum(0));
    return trace.program();
  }

  static float[] run(SweepCompiler compiler, int size) {
    ByteBuffer result = buffer(new float[ROWS * size]);
    ByteBuffer sum = buffer(new float[size]);
    ByteBuffer products = buffer(new float[size]);
    compiler
        .kernel(
            body(size),
            new ByteBuffer[] {result, sum, products},
            buffer(numbers("x", Shape.of(ROWS, size))),
            buffer(numbers("row", Shape.of(size))),
            buffer(numbers("column", Shape.of(ROWS))))
        .run();
    float[] values = new float[(ROWS + 2) * size];
    result.asFloatBuffer().get(values, 0, ROWS * size);
    sum.asFloatBuffer().get(values, ROWS * size, size);
    products.asFloatBuffer().get(values, (ROWS + 1) * size, size);
    return values;
  }

  private static float[] numbers(String name, Shape shape) {
    return SampleNumbers.floats(SampleNumbers.of(Key.of(3).fold(name), shape, false));
  }

  private static ByteBuffer buffer(float... values) {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    buffer.asFloatBuffer().put(values);
    return buffer;
  }
}
