package dev.kindling.engine.nd4j;

import dev.kindling.engine.host.Cholesky;
import dev.kindling.engine.host.RowKernels;
import dev.kindling.plan.Plan;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.Convolution;
import dev.kindling.program.Instruction;
import dev.kindling.program.Lookup;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.OpVisitor;
import dev.kindling.program.Program;
import dev.kindling.program.Random;
import dev.kindling.program.Solve;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns each instruction of a plan into the kernel that computes it, or into none. */
final class Nd4jLowering implements OpVisitor<Optional<Nd4jKernel>> {
  private final Plan plan;
  private final Program program;
  private final Nd4jMemory memory;
  private final Nd4jMemory truths;
  private final Library library;
  private int place;
  private Instruction current;

  /**
   * A lowering into memory that holds the arena and, behind it, the scratch.
   *
   * @param truths room for the largest comparison
   * @param library makes the kernels and owns what they hold
   */
  Nd4jLowering(Plan plan, Nd4jMemory memory, Nd4jMemory truths, Library library) {
    this.plan = plan;
    this.program = plan.program();
    this.memory = memory;
    this.truths = truths;
    this.library = library;
  }

  Optional<Nd4jKernel> lower(int at) {
    place = at;
    current = program.at(at);
    return current.op().accept(this);
  }

  private long offset(int at) {
    return plan.offsets().get(at);
  }

  private Layout layout(int at) {
    return Layout.rowMajor(offset(at), program.shape(at));
  }

  private Layout operandLayout(int index) {
    return layout(current.operand(index));
  }

  private INDArray operand(int index) {
    return memory.view(operandLayout(index));
  }

  private INDArray result() {
    return memory.view(layout(place));
  }

  private Shape operandShape(int index) {
    return program.shape(current.operand(index));
  }

  private long scratch() {
    return plan.arenaFloats();
  }

  /** All numbers of an instruction's result in one row. */
  Values values(int at) {
    return new Values(memory.view(Layout.rowMajor(offset(at), Shape.of(program.shape(at).size()))));
  }

  @Override
  public Optional<Nd4jKernel> input(Op.Input op) {
    return Optional.empty();
  }

  /** Constants are written before the first run; the plan keeps their buffers from other use. */
  @Override
  public Optional<Nd4jKernel> constant(Op.Constant op) {
    return Optional.of(library.fill(result(), op.value()));
  }

  @Override
  public Optional<Nd4jKernel> range(Op.Range op) {
    float[] values = new float[op.shape().size()];
    int inner = op.shape().strides()[op.axis()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / inner % op.shape().dimension(op.axis());
    }
    Values written = values(place);
    return Optional.of(() -> written.write(values, 0));
  }

  @Override
  public Optional<Nd4jKernel> unary(Op.Unary op) {
    return Optional.of(library.unary(op.kind(), operand(0), result()));
  }

  @Override
  public Optional<Nd4jKernel> binary(Op.Binary op) {
    return Optional.of(library.binary(op.kind(), operand(0), operand(1), result()));
  }

  @Override
  public Optional<Nd4jKernel> compare(Op.Compare op) {
    INDArray truth = truths.view(Layout.rowMajor(0, current.shape()));
    return Optional.of(library.compare(op.kind(), operand(0), operand(1), truth, result()));
  }

  @Override
  public Optional<Nd4jKernel> select(Op.Select op) {
    INDArray other = memory.view(Layout.rowMajor(scratch(), current.shape()));
    return Optional.of(library.select(operand(0), operand(1), operand(2), other, result()));
  }

  @Override
  public Optional<Nd4jKernel> reduce(Op.Reduce op) {
    return Optional.of(library.reduce(op, operand(0), result()));
  }

  @Override
  public Optional<Nd4jKernel> broadcast(Op.Broadcast op) {
    return copy(operandLayout(0).repeated(op.shape(), op.axes()), layout(place));
  }

  @Override
  public Optional<Nd4jKernel> reshape(Op.Reshape op) {
    return Optional.empty();
  }

  @Override
  public Optional<Nd4jKernel> transpose(Op.Transpose op) {
    return copy(operandLayout(0).transposed(op.permutation()), layout(place));
  }

  @Override
  public Optional<Nd4jKernel> slice(Movement.Slice op) {
    Layout whole = operandLayout(0);
    return copy(whole.part(op.starts(), layout(place).dimensions()), layout(place));
  }

  @Override
  public Optional<Nd4jKernel> pad(Movement.Pad op) {
    Layout part = operandLayout(0);
    Layout inside = layout(place).part(op.starts(), part.dimensions());
    return all(library.fill(result(), 0), library.copy(operand(0), memory.view(inside)));
  }

  @Override
  public Optional<Nd4jKernel> stopGradient(Op.StopGradient op) {
    return copy(operandLayout(0), layout(place));
  }

  @Override
  public Optional<Nd4jKernel> keep(Op.Keep op) {
    return Optional.empty();
  }

  private Optional<Nd4jKernel> copy(Layout from, Layout to) {
    return Optional.of(library.copy(memory.view(from), memory.view(to)));
  }

  private static Optional<Nd4jKernel> all(Nd4jKernel... steps) {
    return Optional.of(Library.all(List.of(steps)));
  }

  @Override
  public Optional<Nd4jKernel> matMul(Op.MatMul op) {
    return Optional.of(library.product(op, operand(0), operand(1), result()));
  }

  @Override
  public Optional<Nd4jKernel> convolution(Convolution.Forward op) {
    var patches = new Patches(op.window(), operandShape(0), current.shape(), scratch());
    INDArray seen = memory.view(patches.matrix());
    var product = new Op.MatMul(false, false);
    INDArray kernels = memory.view(filters(current.operand(1)));
    return all(
        gather(patches, current.operand(0)),
        library.product(product, seen, kernels, memory.view(filters(place))));
  }

  @Override
  public Optional<Nd4jKernel> convolutionToImages(Convolution.ToImages op) {
    var patches = new Patches(op.window(), current.shape(), operandShape(0), scratch());
    INDArray seen = memory.view(patches.matrix());
    var product = new Op.MatMul(false, true);
    INDArray responses = memory.view(filters(current.operand(0)));
    INDArray kernels = memory.view(filters(current.operand(1)));
    return all(library.product(product, responses, kernels, seen), scatter(patches));
  }

  @Override
  public Optional<Nd4jKernel> convolutionToKernels(Convolution.ToKernels op) {
    var patches = new Patches(op.window(), operandShape(0), operandShape(1), scratch());
    INDArray seen = memory.view(patches.matrix());
    var product = new Op.MatMul(true, false);
    INDArray responses = memory.view(filters(current.operand(1)));
    return all(
        gather(patches, current.operand(0)),
        library.product(product, seen, responses, memory.view(filters(place))));
  }

  /** Responses or convolution kernels as a matrix for each task, with a column for each filter. */
  private Layout filters(int at) {
    Shape shape = program.shape(at);
    int tasks = shape.dimension(0);
    int filters = shape.dimension(4);
    return Layout.rowMajor(offset(at), Shape.of(tasks, shape.size() / tasks / filters, filters));
  }

  /** Copies images into patches, with zeros where the window reaches beyond them. */
  private Nd4jKernel gather(Patches patches, int images) {
    List<Nd4jKernel> steps = new ArrayList<>();
    steps.add(library.fill(memory.view(patches.matrix()), 0));
    for (Patches.Tap tap : patches.taps(offset(images))) {
      steps.add(library.copy(memory.view(tap.inImages()), memory.view(tap.inPatches())));
    }
    return Library.all(steps);
  }

  /** Adds each patch to the image that it is of. */
  private Nd4jKernel scatter(Patches patches) {
    List<Nd4jKernel> steps = new ArrayList<>();
    steps.add(library.fill(result(), 0));
    for (Patches.Tap tap : patches.taps(offset(place))) {
      INDArray pixels = memory.view(tap.inImages());
      INDArray seen = memory.view(tap.inPatches());
      steps.add(library.binary(BinaryKind.ADD, pixels, seen, pixels));
    }
    return Library.all(steps);
  }

  @Override
  public Optional<Nd4jKernel> gather(Lookup.Gather op) {
    Shape table = operandShape(0);
    return host((in, out) -> RowKernels.gather(table, in.get(0), in.get(1), out));
  }

  @Override
  public Optional<Nd4jKernel> scatterAdd(Lookup.ScatterAdd op) {
    Shape table = current.shape();
    return host((in, out) -> RowKernels.scatterAdd(table, in.get(0), in.get(1), out));
  }

  @Override
  public Optional<Nd4jKernel> solve(Solve op) {
    Shape shape = current.shape();
    return host((in, out) -> new Cholesky(shape, in.get(0), in.get(1), out));
  }

  @Override
  public Optional<Nd4jKernel> random(Random op) {
    return host((in, out) -> RowKernels.random(op, in.get(0), out));
  }

  private Optional<Nd4jKernel> host(HostKernel.Maker maker) {
    List<Values> operands = current.operands().stream().map(this::values).toList();
    return Optional.of(new HostKernel(operands, values(place), maker));
  }

  @Override
  public Optional<Nd4jKernel> fused(Op.Fused op) {
    throw new IllegalStateException("the planner fuses nothing for this engine, but made " + op);
  }

  @Override
  public Optional<Nd4jKernel> result(Op.Result op) {
    throw new IllegalStateException("the planner makes no sweeps for this engine, but made " + op);
  }
}
