package dev.kindling.engine.onednn;

import dev.kindling.program.Instruction;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one sweep does at each element it visits: its results, how it reads its operands, and the
 * loops that lead through them all.
 */
final class SweepBody {
  private final Program program;
  private final List<Integer> outputs;
  private final List<Access> accesses = new ArrayList<>();
  private final Map<Integer, Integer> accessOf = new LinkedHashMap<>();
  private final LoopNest nest;

  SweepBody(Program program) {
    this.program = program;
    this.outputs = List.copyOf(program.outputs().values());
    int first = outputs.get(0);
    Shape shape = program.shape(isSum(first) ? program.at(first).operand(0) : first);
    outputs.forEach(output -> accesses.add(written(output, shape)));
    for (int place = 0; place < program.size(); place++) {
      access(place);
    }
    this.nest = new LoopNest(shape, accesses, outputs.size(), sums() ? 2 : 1);
  }

  int size() {
    return program.size();
  }

  Instruction at(int place) {
    return program.at(place);
  }

  /** The places of the results. */
  List<Integer> outputs() {
    return outputs;
  }

  boolean isSum(int place) {
    return program.at(place).op() instanceof Op.Reduce;
  }

  boolean sums() {
    return outputs.stream().anyMatch(this::isSum);
  }

  /** The results' accesses, then those of the operands. */
  List<Access> accesses() {
    return accesses;
  }

  /** Which access gives the value at {@code place}; null if it is computed. */
  Integer accessOf(int place) {
    return accessOf.get(place);
  }

  /** Whether a comparison is read as 1 or 0, and not only to select. */
  boolean isNumber(int place) {
    return outputs.contains(place)
        || program.instructions().stream()
            .anyMatch(
                user ->
                    user.operands().contains(place)
                        && !(user.op() instanceof Op.Select && isCondition(user, place)));
  }

  private static boolean isCondition(Instruction select, int place) {
    return select.operand(0) == place && !select.operands().subList(1, 3).contains(place);
  }

  LoopNest nest() {
    return nest;
  }

  private Access written(int output, Shape shape) {
    return program.at(output).op() instanceof Op.Reduce sum
        ? Access.repeated(-1, program.shape(output), shape.rank(), sum.axes())
        : Access.direct(-1, shape);
  }

  private void access(int place) {
    Instruction instruction = program.at(place);
    if (instruction.op() instanceof Movement.Slice slice) {
      int input = instruction.operand(0);
      read(place, Access.part(operand(input), program.shape(input), slice.starts()));
    } else if (instruction.op() instanceof Op.Broadcast broadcast) {
      int input = instruction.operand(0);
      int rank = instruction.shape().rank();
      read(place, Access.repeated(operand(input), program.shape(input), rank, broadcast.axes()));
    } else if (instruction.op() instanceof Op.Input && readDirectly(place)) {
      read(place, Access.direct(operand(place), instruction.shape()));
    }
  }

  private void read(int place, Access access) {
    accessOf.put(place, accesses.size());
    accesses.add(access);
  }

  private boolean readDirectly(int place) {
    return program.instructions().stream()
        .filter(user -> user.op().elementwise() || user.op() instanceof Op.Reduce)
        .anyMatch(user -> user.operands().contains(place));
  }

  private int operand(int place) {
    return Integer.parseInt(((Op.Input) program.at(place).op()).name());
  }
}
