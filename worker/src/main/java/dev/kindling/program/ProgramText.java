package dev.kindling.program;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text form of a program. */
final class ProgramText implements OpVisitor<String> {
  private final Program program;

  ProgramText(Program program) {
    this.program = program;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < program.size(); place++) {
      text.append(line(place)).append('\n');
    }
    program
        .outputs()
        .forEach((name, place) -> text.append("output " + name + " = %" + place + "\n"));
    return text.toString();
  }

  private String line(int place) {
    Instruction instruction = program.at(place);
    String operands =
        instruction.operands().stream().map(i -> " %" + i).collect(Collectors.joining());
    return "%"
        + place
        + " "
        + instruction.shape()
        + " = "
        + instruction.op().accept(this)
        + operands;
  }

  private static String lower(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String along(List<Integer> axes) {
    return axes.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public String input(Op.Input op) {
    return "input " + op.name();
  }

  @Override
  public String constant(Op.Constant op) {
    return "constant " + op.value();
  }

  @Override
  public String unary(Op.Unary op) {
    return lower(op.kind());
  }

  @Override
  public String binary(Op.Binary op) {
    return lower(op.kind());
  }

  @Override
  public String compare(Op.Compare op) {
    return lower(op.kind());
  }

  @Override
  public String select(Op.Select op) {
    return "select";
  }

  @Override
  public String reduce(Op.Reduce op) {
    return "reduce_" + lower(op.kind()) + along(op.axes());
  }

  @Override
  public String broadcast(Op.Broadcast op) {
    return "broadcast" + along(op.axes());
  }

  @Override
  public String reshape(Op.Reshape op) {
    return "reshape";
  }

  @Override
  public String transpose(Op.Transpose op) {
    return "transpose" + along(op.permutation());
  }

  @Override
  public String matMul(Op.MatMul op) {
    return "matmul_" + (op.transposeLeft() ? "t" : "n") + (op.transposeRight() ? "t" : "n");
  }

  @Override
  public String range(Op.Range op) {
    return "range{" + op.axis() + "}";
  }

  @Override
  public String convolution(Convolution.Forward op) {
    return "convolution " + op.window();
  }

  @Override
  public String convolutionToImages(Convolution.ToImages op) {
    return "convolution_to_images " + op.window();
  }

  @Override
  public String convolutionToKernels(Convolution.ToKernels op) {
    return "convolution_to_kernels " + op.window();
  }

  @Override
  public String slice(Movement.Slice op) {
    return "slice" + along(op.starts());
  }

  @Override
  public String pad(Movement.Pad op) {
    return "pad" + along(op.starts());
  }

  @Override
  public String gather(Lookup.Gather op) {
    return "gather";
  }

  @Override
  public String scatterAdd(Lookup.ScatterAdd op) {
    return "scatter_add{" + op.rows() + "}";
  }

  @Override
  public String solve(Solve op) {
    return "solve";
  }

  @Override
  public String random(Random op) {
    return "random_" + lower(op.kind()) + " " + op.purpose();
  }

  @Override
  public String stopGradient(Op.StopGradient op) {
    return "stop_gradient";
  }

  @Override
  public String keep(Op.Keep op) {
    return "keep{" + op.stretch() + "}";
  }

  @Override
  public String fused(Op.Fused op) {
    return op.body().instructions().stream()
        .filter(instruction -> !(instruction.op() instanceof Op.Input))
        .map(instruction -> instruction.op().accept(this))
        .collect(Collectors.joining(" ", "fused(", ")"));
  }

  @Override
  public String result(Op.Result op) {
    return "result " + op.index() + " of";
  }
}
