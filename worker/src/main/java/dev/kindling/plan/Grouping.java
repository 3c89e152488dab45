package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Program;
import dev.kindling.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sweeps run as one. A sweep joins an earlier one over the same elements that reads one of
 * its large operands, or makes one of its operands, if everything it needs is there by then.
 */
final class Grouping {
  private static final int MOST_OPERATIONS = 28;
  private static final int MOST_OPERANDS = 12;
  private static final int MOST_RESULTS = 4;
  private static final int MOST_OPEN = 8;

  /** A result that is made much earlier than it must be lies in memory until it is used. */
  private static final int FARTHEST = 100;

  private final Program program;
  private final Sweepable sweepable;
  private final boolean[] absorbed;
  private final Map<Integer, List<Integer>> groups = new HashMap<>();
  private final Map<Shape, Deque<List<Integer>>> open = new HashMap<>();
  private final List<Set<Integer>> readers = new ArrayList<>();
  private final Set<Integer> outputs;

  Grouping(Program program, Sweepable sweepable, boolean[] absorbed) {
    this.program = program;
    this.sweepable = sweepable;
    this.absorbed = absorbed;
    this.outputs = Set.copyOf(program.outputs().values());
    for (int place = 0; place < program.size(); place++) {
      readers.add(new HashSet<>());
      if (!absorbed[place] && sweepable.sweeps(place)) {
        place(place);
      }
      if (!absorbed[place]) {
        note(place);
      }
    }
  }

  /** The results of the sweep whose first result is {@code place}; empty if there is none. */
  List<Integer> ledBy(int place) {
    return groups.getOrDefault(place, List.of());
  }

  boolean hold(int place) {
    return !absorbed[place] && sweepable.sweeps(place);
  }

  /** The values of a group that are read outside it. */
  List<Integer> read(List<Integer> group) {
    return group.stream()
        .filter(place -> outputs.contains(place) || !group.containsAll(readers.get(place)))
        .toList();
  }

  private void note(int place) {
    List<Integer> operands =
        sweepable.sweeps(place)
            ? new Sweep(program, absorbed, List.of(place)).operands()
            : program.at(place).operands();
    operands.forEach(operand -> readers.get(operand).add(place));
  }

  private void place(int place) {
    Deque<List<Integer>> candidates =
        open.computeIfAbsent(sweepable.visited(place), shape -> new ArrayDeque<>());
    for (List<Integer> group : visitsMany(place) ? candidates : List.<List<Integer>>of()) {
      if (joins(place, group)) {
        group.add(place);
        return;
      }
    }
    List<Integer> group = new ArrayList<>(List.of(place));
    groups.put(place, group);
    candidates.addFirst(group);
    if (candidates.size() > MOST_OPEN) {
      candidates.removeLast();
    }
  }

  private boolean visitsMany(int place) {
    return sweepable.isLarge(sweepable.visited(place));
  }

  private boolean joins(int place, List<Integer> group) {
    int leader = group.get(0);
    var own = new Sweep(program, absorbed, List.of(place));
    List<Integer> others = new Sweep(program, absorbed, group).operands();
    boolean ready =
        own.operands().stream()
            .allMatch(operand -> operand < leader || isRead(own, operand, group));
    boolean shares =
        own.operands().stream()
            .anyMatch(
                operand ->
                    group.contains(operand)
                        || (isLarge(place, operand) && others.contains(operand)));
    if (!ready || !shares || group.size() == MOST_RESULTS || place - leader > FARTHEST) {
      return false;
    }
    List<Integer> joined = new ArrayList<>(group);
    joined.add(place);
    var together = new Sweep(program, absorbed, joined);
    return together.size() <= MOST_OPERATIONS && together.operands().size() <= MOST_OPERANDS;
  }

  /** Whether the operand is a value of the group and read as it is made, element by element. */
  private boolean isRead(Sweep sweep, int operand, List<Integer> group) {
    if (!group.contains(operand) || sweepable.isSum(operand)) {
      return false;
    }
    Program body = sweep.body();
    int input = body.inputs().get(String.valueOf(sweep.operands().indexOf(operand)));
    return body.instructions().stream()
        .filter(instruction -> instruction.operands().contains(input))
        .map(Instruction::op)
        .noneMatch(Sweepable::spreads);
  }

  private boolean isLarge(int place, int operand) {
    return 2L * program.shape(operand).size() >= sweepable.visited(place).size();
  }
}
