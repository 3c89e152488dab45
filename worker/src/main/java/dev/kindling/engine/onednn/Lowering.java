package dev.kindling.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.kindling.engine.host.Cholesky;
import dev.kindling.engine.host.Logarithm;
import dev.kindling.engine.host.Maxima;
import dev.kindling.engine.host.RowKernels;
import dev.kindling.plan.Plan;
import dev.kindling.program.Convolution;
import dev.kindling.program.Instruction;
import dev.kindling.program.Lookup;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.OpVisitor;
import dev.kindling.program.Program;
import dev.kindling.program.Random;
import dev.kindling.program.Readers;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.Solve;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.Pointer;

/** Turns each instruction of a plan into the kernel that computes it, or into none. */
final class Lowering implements OpVisitor<Optional<Kernel>> {
  private final Plan plan;
  private final Program program;
  private final Readers readers;
  private final Memory memory;
  private final Native library;
  private final SweepCompiler sweeps;
  private int place;
  private Instruction current;

  Lowering(Plan plan, Memory memory, Native library, SweepCompiler sweeps) {
    this.plan = plan;
    this.program = plan.program();
    this.readers = new Readers(program);
    this.memory = memory;
    this.library = library;
    this.sweeps = sweeps;
  }

  Optional<Kernel> lower(int at) {
    place = at;
    current = program.at(at);
    return current.op().accept(this);
  }

  private Pointer result() {
    return memory.pointer(plan.offsets().get(place));
  }

  private Pointer operand(int index) {
    return memory.pointer(plan.offsets().get(current.operand(index)));
  }

  private Shape operandShape(int index) {
    return program.shape(current.operand(index));
  }

  private ByteBuffer bytes(int at) {
    return memory.bytes(plan.offsets().get(at), program.shape(at).size());
  }

  private Native.Argument argument(int name, dnnl_memory_desc layout, Pointer data) {
    return new Native.Argument(name, library.memory(layout, data));
  }

  @Override
  public Optional<Kernel> input(Op.Input op) {
    return Optional.empty();
  }

  /** Constants are written before the first run; the plan keeps their buffers from other use. */
  @Override
  public Optional<Kernel> constant(Op.Constant op) {
    return Optional.of(Lasting.constant(floats(place), (float) op.value()));
  }

  @Override
  public Optional<Kernel> unary(Op.Unary op) {
    if (op.kind() == UnaryKind.LOG) {
      return Optional.of(new Logarithm(operandFloats(0), floats(place))::run);
    }
    dnnl_memory_desc layout = library.rowMajor(current.shape().size());
    var description = new dnnl_primitive_desc();
    Native.check(
        dnnl_eltwise_forward_primitive_desc_create(
            description,
            library.engine(),
            dnnl_forward_inference,
            algorithm(op.kind()),
            layout,
            layout,
            0,
            0,
            library.attributes()),
        op.toString());
    return Optional.of(
        library.kernel(
            description,
            argument(DNNL_ARG_SRC, layout, operand(0)),
            argument(DNNL_ARG_DST, layout, result())));
  }

  private static int algorithm(UnaryKind kind) {
    return switch (kind) {
      case EXP -> dnnl_eltwise_exp;
      case TANH -> dnnl_eltwise_tanh;
      case SIGMOID -> dnnl_eltwise_logistic;
      case LOG, NEGATE, SQRT, RECIPROCAL, RELU ->
          throw new IllegalStateException(kind + " has no kernel of the library");
    };
  }

  @Override
  public Optional<Kernel> binary(Op.Binary op) {
    throw sweepsOnly(op);
  }

  @Override
  public Optional<Kernel> compare(Op.Compare op) {
    throw sweepsOnly(op);
  }

  @Override
  public Optional<Kernel> select(Op.Select op) {
    throw sweepsOnly(op);
  }

  @Override
  public Optional<Kernel> broadcast(Op.Broadcast op) {
    throw sweepsOnly(op);
  }

  private static IllegalStateException sweepsOnly(Op op) {
    return new IllegalStateException("the planner fuses every " + op + ", but one came alone");
  }

  /** Reduced axes are neighbours, so the operand is {@code [outer, count, inner]}. */
  @Override
  public Optional<Kernel> reduce(Op.Reduce op) {
    int[] dimensions = operandShape(0).dimensions();
    int first = op.axes().get(0);
    int last = op.axes().get(op.axes().size() - 1);
    long outer = product(dimensions, 0, first);
    long count = product(dimensions, first, last + 1);
    long inner = product(dimensions, last + 1, dimensions.length);
    if (op.kind() == ReduceKind.MAX) {
      int middle = Math.toIntExact(count);
      int step = Math.toIntExact(inner);
      return Optional.of(new Maxima(operandFloats(0), floats(place), middle, step)::run);
    }
    return Optional.of(inner > 1 ? columnSums(outer, count, inner) : rowSums(outer, count));
  }

  private static long product(int[] dimensions, int from, int to) {
    return Arrays.stream(dimensions, from, to).asLongStream().reduce(1, (a, b) -> a * b);
  }

  /** {@code [1,1,count]} ones times {@code [outer,count,inner]}: faster than the library's sums. */
  private Kernel columnSums(long outer, long count, long inner) {
    dnnl_memory_desc left = library.rowMajor(1, 1, count);
    dnnl_memory_desc right = library.rowMajor(outer, count, inner);
    dnnl_memory_desc target = library.rowMajor(outer, 1, inner);
    Pointer ones = library.ones(Math.toIntExact(count));
    return product(left, ones, right, operand(0), target);
  }

  private Kernel rowSums(long outer, long count) {
    dnnl_memory_desc source = library.rowMajor(outer, count);
    dnnl_memory_desc target = library.rowMajor(outer, 1);
    var description = new dnnl_primitive_desc();
    Native.check(
        dnnl_reduction_primitive_desc_create(
            description,
            library.engine(),
            dnnl_reduction_sum,
            source,
            target,
            0,
            0,
            library.attributes()),
        "sums of rows");
    return library.kernel(
        description,
        argument(DNNL_ARG_SRC, source, operand(0)),
        argument(DNNL_ARG_DST, target, result()));
  }

  @Override
  public Optional<Kernel> reshape(Op.Reshape op) {
    return Optional.empty();
  }

  @Override
  public Optional<Kernel> transpose(Op.Transpose op) {
    long[] dimensions = longs(current.shape().dimensions());
    int[] from = operandShape(0).strides();
    long[] strides = op.permutation().stream().mapToLong(axis -> from[axis]).toArray();
    dnnl_memory_desc source = library.layout(dimensions, strides);
    dnnl_memory_desc target = library.rowMajor(dimensions);
    return Optional.of(
        library.kernel(
            library.reorder(source, target),
            argument(DNNL_ARG_FROM, source, operand(0)),
            argument(DNNL_ARG_TO, target, result())));
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  @Override
  public Optional<Kernel> matMul(Op.MatMul op) {
    dnnl_memory_desc left = matrices(operandShape(0), op.transposeLeft());
    dnnl_memory_desc right = matrices(operandShape(1), op.transposeRight());
    dnnl_memory_desc target = matrices(current.shape(), false);
    return Optional.of(product(left, operand(0), right, operand(1), target));
  }

  private dnnl_memory_desc matrices(Shape shape, boolean transposed) {
    long batch = shape.dimension(0);
    long rows = shape.dimension(1);
    long columns = shape.dimension(2);
    return transposed
        ? library.layout(new long[] {batch, columns, rows}, new long[] {rows * columns, 1, columns})
        : library.rowMajor(batch, rows, columns);
  }

  private Kernel product(
      dnnl_memory_desc left,
      Pointer leftData,
      dnnl_memory_desc right,
      Pointer rightData,
      dnnl_memory_desc target) {
    var description = new dnnl_primitive_desc();
    Native.check(
        dnnl_matmul_primitive_desc_create(
            description, library.engine(), left, right, null, target, library.attributes()),
        "a matrix product");
    return library.kernel(
        description,
        argument(DNNL_ARG_SRC, left, leftData),
        argument(DNNL_ARG_WEIGHTS, right, rightData),
        argument(DNNL_ARG_DST, target, result()));
  }

  @Override
  public Optional<Kernel> range(Op.Range op) {
    int times = op.shape().strides()[op.axis()];
    int count = op.shape().dimension(op.axis());
    return Optional.of(Lasting.range(floats(place), times, count));
  }

  @Override
  public Optional<Kernel> convolution(Convolution.Forward op) {
    return Optional.of(
        convolutions(op, operandShape(0), operandShape(1), current.shape())
            .forward(operand(0), operand(1), result()));
  }

  @Override
  public Optional<Kernel> convolutionToImages(Convolution.ToImages op) {
    return Optional.of(
        convolutions(op, current.shape(), operandShape(1), operandShape(0))
            .toImages(operand(0), operand(1), result()));
  }

  @Override
  public Optional<Kernel> convolutionToKernels(Convolution.ToKernels op) {
    return Optional.of(
        convolutions(op, operandShape(0), current.shape(), operandShape(1))
            .toKernels(operand(0), operand(1), result()));
  }

  private Convolutions convolutions(Convolution op, Shape images, Shape kernels, Shape responses) {
    return new Convolutions(library, op.window(), images, kernels, responses);
  }

  @Override
  public Optional<Kernel> slice(Movement.Slice op) {
    throw sweepsOnly(op);
  }

  @Override
  public Optional<Kernel> pad(Movement.Pad op) {
    Shape part = operandShape(0);
    int[] strides = op.shape().strides();
    long start = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      start += (long) op.starts().get(axis) * strides[axis];
    }
    dnnl_memory_desc source = library.rowMajor(longs(part.dimensions()));
    dnnl_memory_desc target = library.layout(longs(part.dimensions()), longs(strides));
    Pointer whole = result();
    Pointer inside = memory.pointer(plan.offsets().get(place) + start);
    Kernel copy =
        library.kernel(
            library.reorder(source, target),
            argument(DNNL_ARG_FROM, source, operand(0)),
            argument(DNNL_ARG_TO, target, inside));
    long bytes = (long) op.shape().size() * Float.BYTES;
    return Optional.of(
        () -> {
          Pointer.memset(whole, 0, bytes);
          copy.run();
        });
  }

  private FloatBuffer floats(int at) {
    return bytes(at).asFloatBuffer();
  }

  private FloatBuffer operandFloats(int index) {
    return floats(current.operand(index));
  }

  @Override
  public Optional<Kernel> gather(Lookup.Gather op) {
    return Optional.of(
        RowKernels.gather(operandShape(0), operandFloats(0), operandFloats(1), floats(place))::run);
  }

  @Override
  public Optional<Kernel> scatterAdd(Lookup.ScatterAdd op) {
    return Optional.of(
        RowKernels.scatterAdd(current.shape(), operandFloats(0), operandFloats(1), floats(place))
            ::run);
  }

  @Override
  public Optional<Kernel> solve(Solve op) {
    return Optional.of(
        new Cholesky(current.shape(), operandFloats(0), operandFloats(1), floats(place))::run);
  }

  @Override
  public Optional<Kernel> random(Random op) {
    return Optional.of(RowKernels.random(op, operandFloats(0), floats(place))::run);
  }

  @Override
  public Optional<Kernel> stopGradient(Op.StopGradient op) {
    throw new IllegalStateException("the planner removes every " + op + ", but one is left");
  }

  @Override
  public Optional<Kernel> keep(Op.Keep op) {
    return Optional.empty();
  }

  @Override
  public Optional<Kernel> fused(Op.Fused op) {
    var operands = current.operands().stream().map(this::bytes).toArray(ByteBuffer[]::new);
    ByteBuffer[] results = new ByteBuffer[op.body().outputs().size()];
    results[0] = bytes(place);
    readers
        .results(place)
        .forEach(at -> results[((Op.Result) program.at(at).op()).index()] = bytes(at));
    return Optional.of(sweeps.kernel(op.body(), results, operands));
  }

  @Override
  public Optional<Kernel> result(Op.Result op) {
    return Optional.empty();
  }
}
