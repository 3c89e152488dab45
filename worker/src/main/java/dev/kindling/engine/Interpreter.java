package dev.kindling.engine;

import dev.kindling.program.Convolution;
import dev.kindling.program.Instruction;
import dev.kindling.program.Lookup;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.OpVisitor;
import dev.kindling.program.Program;
import dev.kindling.program.Random;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.Scalars;
import dev.kindling.program.Solve;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Computes one instruction at a time from the results of earlier ones. */
final class Interpreter implements OpVisitor<double[]> {
  private final Program program;
  private final Map<String, double[]> inputs;
  private final double[][] results;
  private Instruction current;

  Interpreter(Program program, Map<String, double[]> inputs, double[][] results) {
    this.program = program;
    this.inputs = inputs;
    this.results = results;
  }

  double[] evaluate(int place) {
    current = program.at(place);
    return current.op().accept(this);
  }

  private double[] operand(int index) {
    return results[current.operand(index)];
  }

  private Shape operandShape(int index) {
    return program.shape(current.operand(index));
  }

  private double[] fill(IntToDoubleFunction element) {
    double[] result = new double[current.shape().size()];
    Arrays.setAll(result, element);
    return result;
  }

  @Override
  public double[] input(Op.Input op) {
    double[] values = inputs.get(op.name());
    if (values == null) {
      throw new IllegalArgumentException("input " + op.name() + " is not set");
    }
    if (op.shape().size() != values.length) {
      throw new IllegalArgumentException(
          "%s has shape %s, so %d numbers, but got %d"
              .formatted(op.name(), op.shape(), op.shape().size(), values.length));
    }
    return values;
  }

  @Override
  public double[] constant(Op.Constant op) {
    return fill(i -> op.value());
  }

  @Override
  public double[] unary(Op.Unary op) {
    double[] x = operand(0);
    return fill(i -> Scalars.apply(op.kind(), x[i]));
  }

  @Override
  public double[] binary(Op.Binary op) {
    double[] x = operand(0);
    double[] y = operand(1);
    return fill(i -> Scalars.apply(op.kind(), x[i], y[i]));
  }

  @Override
  public double[] compare(Op.Compare op) {
    double[] x = operand(0);
    double[] y = operand(1);
    return fill(i -> Scalars.apply(op.kind(), x[i], y[i]));
  }

  @Override
  public double[] select(Op.Select op) {
    double[] mask = operand(0);
    double[] x = operand(1);
    double[] y = operand(2);
    return fill(i -> mask[i] != 0 ? x[i] : y[i]);
  }

  @Override
  public double[] reduce(Op.Reduce op) {
    double[] x = operand(0);
    boolean sum = op.kind() == ReduceKind.SUM;
    double[] result = fill(i -> sum ? 0 : Double.NEGATIVE_INFINITY);
    int[] kept = spread(current.shape(), op.axes(), operandShape(0).rank());
    for (int i = 0; i < x.length; i++) {
      int target = offset(i, operandShape(0), kept);
      result[target] = sum ? result[target] + x[i] : Math.max(result[target], x[i]);
    }
    return result;
  }

  @Override
  public double[] broadcast(Op.Broadcast op) {
    double[] x = operand(0);
    Shape shape = current.shape();
    int[] kept = spread(operandShape(0), op.axes(), shape.rank());
    return fill(i -> x[offset(i, shape, kept)]);
  }

  /** The strides of {@code inner} laid over the outer axes, with 0 along {@code axes}. */
  private static int[] spread(Shape inner, List<Integer> axes, int outerRank) {
    int[] strides = inner.strides();
    int[] result = new int[outerRank];
    int next = 0;
    for (int axis = 0; axis < outerRank; axis++) {
      result[axis] = axes.contains(axis) ? 0 : strides[next++];
    }
    return result;
  }

  /** Where the element at row-major {@code index} of {@code shape} lies under {@code strides}. */
  private static int offset(int index, Shape shape, int[] strides) {
    int rest = index;
    int offset = 0;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      offset += rest % shape.dimension(axis) * strides[axis];
      rest /= shape.dimension(axis);
    }
    return offset;
  }

  @Override
  public double[] reshape(Op.Reshape op) {
    return operand(0);
  }

  @Override
  public double[] transpose(Op.Transpose op) {
    double[] x = operand(0);
    int[] from = operandShape(0).strides();
    int[] strides = op.permutation().stream().mapToInt(axis -> from[axis]).toArray();
    Shape shape = current.shape();
    return fill(i -> x[offset(i, shape, strides)]);
  }

  @Override
  public double[] matMul(Op.MatMul op) {
    double[] left = operand(0);
    double[] right = operand(1);
    int rows = current.shape().dimension(1);
    int columns = current.shape().dimension(2);
    int inner = operandShape(0).dimension(op.transposeLeft() ? 1 : 2);
    return fill(
        i -> {
          int batch = i / (rows * columns);
          int row = i / columns % rows;
          int column = i % columns;
          double sum = 0;
          for (int k = 0; k < inner; k++) {
            int l = op.transposeLeft() ? k * rows + row : row * inner + k;
            int r = op.transposeRight() ? column * inner + k : k * columns + column;
            sum += left[batch * rows * inner + l] * right[batch * inner * columns + r];
          }
          return sum;
        });
  }

  @Override
  public double[] range(Op.Range op) {
    int inner = op.shape().strides()[op.axis()];
    return fill(i -> i / inner % op.shape().dimension(op.axis()));
  }

  @Override
  public double[] convolution(Convolution.Forward op) {
    double[] x = operand(0);
    double[] kernels = operand(1);
    double[] y = fill(i -> 0);
    new Taps(op.window(), operandShape(0), current.shape())
        .forEach((image, kernel, response) -> y[response] += x[image] * kernels[kernel]);
    return y;
  }

  @Override
  public double[] convolutionToImages(Convolution.ToImages op) {
    double[] y = operand(0);
    double[] kernels = operand(1);
    double[] x = fill(i -> 0);
    new Taps(op.window(), current.shape(), operandShape(0))
        .forEach((image, kernel, response) -> x[image] += y[response] * kernels[kernel]);
    return x;
  }

  @Override
  public double[] convolutionToKernels(Convolution.ToKernels op) {
    double[] x = operand(0);
    double[] y = operand(1);
    double[] kernels = fill(i -> 0);
    new Taps(op.window(), operandShape(0), operandShape(1))
        .forEach((image, kernel, response) -> kernels[kernel] += x[image] * y[response]);
    return kernels;
  }

  @Override
  public double[] slice(Movement.Slice op) {
    double[] x = operand(0);
    int[] strides = operandShape(0).strides();
    int start = start(op.starts(), strides);
    return fill(i -> x[start + offset(i, op.shape(), strides)]);
  }

  @Override
  public double[] pad(Movement.Pad op) {
    double[] x = operand(0);
    double[] result = fill(i -> 0);
    int[] strides = op.shape().strides();
    int start = start(op.starts(), strides);
    for (int i = 0; i < x.length; i++) {
      result[start + offset(i, operandShape(0), strides)] = x[i];
    }
    return result;
  }

  private static int start(List<Integer> starts, int[] strides) {
    int start = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      start += starts.get(axis) * strides[axis];
    }
    return start;
  }

  @Override
  public double[] gather(Lookup.Gather op) {
    double[] table = operand(0);
    double[] places = operand(1);
    int rows = operandShape(0).dimension(1);
    int width = operandShape(0).dimension(2);
    int count = operandShape(1).dimension(1);
    return fill(
        i -> {
          long row = Math.round(places[i / width]);
          int batch = i / width / count;
          return isRow(places[i / width], rows)
              ? table[(batch * rows + (int) row) * width + i % width]
              : Double.NaN;
        });
  }

  @Override
  public double[] scatterAdd(Lookup.ScatterAdd op) {
    double[] added = operand(0);
    double[] places = operand(1);
    int width = operandShape(0).dimension(2);
    int count = operandShape(1).dimension(1);
    double[] table = fill(i -> 0);
    for (int i = 0; i < added.length; i++) {
      double place = places[i / width];
      if (isRow(place, op.rows())) {
        int batch = i / width / count;
        table[(batch * op.rows() + (int) Math.round(place)) * width + i % width] += added[i];
      }
    }
    return table;
  }

  private static boolean isRow(double place, int rows) {
    return place >= -0.5 && Math.round(place) < rows;
  }

  @Override
  public double[] solve(Solve op) {
    double[] result = fill(i -> 0);
    int n = current.shape().dimension(1);
    for (int batch = 0; batch < current.shape().dimension(0); batch++) {
      Elimination.solve(operand(0), operand(1), result, batch, n);
    }
    return result;
  }

  @Override
  public double[] random(Random op) {
    double[] keys = operand(0);
    int perKey = op.perKey();
    return fill(
        i -> {
          Key key = Key.ofFloats(at -> keys[i / perKey * Key.FLOATS + at]);
          return op.kind().draw(key.fold(op.purpose()), i % perKey);
        });
  }

  @Override
  public double[] stopGradient(Op.StopGradient op) {
    return operand(0);
  }

  @Override
  public double[] keep(Op.Keep op) {
    return operand(0);
  }

  @Override
  public double[] fused(Op.Fused op) {
    return swept(current, 0);
  }

  @Override
  public double[] result(Op.Result op) {
    return swept(program.at(current.operand(0)), op.index());
  }

  private double[] swept(Instruction sweep, int index) {
    Map<String, double[]> operands = new HashMap<>();
    for (int i = 0; i < sweep.operands().size(); i++) {
      operands.put(String.valueOf(i), results[sweep.operand(i)]);
    }
    Program body = ((Op.Fused) sweep.op()).body();
    return ReferenceEngine.evaluate(body, operands).get(Op.Fused.output(index));
  }
}
