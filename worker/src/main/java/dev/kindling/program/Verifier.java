package dev.kindling.program;

import dev.kindling.tensor.Shape;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks what every pass must leave true; a failure is a bug in the pass, not in the input. */
public final class Verifier {
  private Verifier() {}

  /** Returns the program if it is sound, else throws {@link IllegalStateException}. */
  public static Program verify(Program program) {
    Set<String> names = new HashSet<>();
    for (int place = 0; place < program.size(); place++) {
      verify(program, place);
      if (program.at(place).op() instanceof Op.Input input && !names.add(input.name())) {
        throw broken(program, place, "is a second input named " + input.name());
      }
    }
    program.outputs().forEach((name, place) -> verifyOutput(program, name, place));
    return program;
  }

  private static void verify(Program program, int place) {
    Instruction instruction = program.at(place);
    if (instruction.operands().stream().anyMatch(i -> i < 0 || i >= place)) {
      throw broken(program, place, "uses a later or missing instruction");
    }
    Shape inferred = infer(program, place);
    if (!inferred.equals(instruction.shape())) {
      throw broken(
          program,
          place,
          "claims shape " + instruction.shape() + " but computes shape " + inferred);
    }
    if (instruction.op() instanceof Op.Fused fused) {
      verifyBody(program, place, fused);
    }
    if (instruction.op() instanceof Op.Result result && !isOutput(program, place, result)) {
      throw broken(program, place, "is no result of its operand");
    }
  }

  private static Shape infer(Program program, int place) {
    try {
      return program.at(place).op().infer(program.operandShapes(place));
    } catch (IllegalArgumentException misfit) {
      throw broken(program, place, "does not fit: " + misfit.getMessage());
    }
  }

  private static void verifyBody(Program program, int place, Op.Fused fused) {
    verify(fused.body());
    Program body = fused.body();
    boolean sweeps = body.instructions().stream().map(Instruction::op).allMatch(Verifier::mayFuse);
    if (!sweeps
        || !body.outputs().keySet().equals(names(body.outputs().size()))
        || !endInSums(body)) {
      throw broken(program, place, "fuses what cannot run in one sweep");
    }
  }

  private static Set<String> names(int outputs) {
    return IntStream.range(0, outputs).mapToObj(Op.Fused::output).collect(Collectors.toSet());
  }

  /** Whether nothing in a sweep reads its sums, which are not there before its end. */
  private static boolean endInSums(Program body) {
    return body.instructions().stream()
        .flatMap(instruction -> instruction.operands().stream())
        .noneMatch(place -> body.at(place).op() instanceof Op.Reduce);
  }

  private static boolean mayFuse(Op op) {
    return op.elementwise()
        || op instanceof Op.Input
        || op instanceof Op.Constant
        || op instanceof Op.Broadcast
        || op instanceof Movement.Slice
        || (op instanceof Op.Reduce reduce && reduce.kind() == ReduceKind.SUM);
  }

  private static boolean isOutput(Program program, int place, Op.Result result) {
    return result.index() > 0
        && program.at(program.at(place).operand(0)).op() instanceof Op.Fused fused
        && result.index() < fused.body().outputs().size()
        && fused.body().outputShape(Op.Fused.output(result.index())).equals(result.shape());
  }

  private static void verifyOutput(Program program, String name, int place) {
    if (place < 0 || place >= program.size()) {
      throw new IllegalStateException("output " + name + " names missing instruction %" + place);
    }
  }

  private static IllegalStateException broken(Program program, int place, String what) {
    return new IllegalStateException(
        "%" + place + " " + program.at(place).op() + " " + what + " in " + program);
  }
}
