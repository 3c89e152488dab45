package dev.kindling.plan;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.Instruction;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A slice of a computed value is computed from slices, if the whole value is then not needed or is
 * cheap to compute again from one other value.
 *
 * <pre>
 *   slice{0,1}(relu(x + broadcast{0,1}(b)))  ->  relu(slice{0,1}(x) + broadcast{0,1}(b))
 * </pre>
 */
final class InnerSlice implements Rewrite {
  private static final int MOST_OPERATIONS = 5;

  /** Instructions for slices of one value: its operations times its slices, which may be many. */
  private static final int MOST_WRITTEN = 4096;

  @Override
  public Program apply(Program program) {
    return new Step(program).write();
  }

  /** The program on the way from its old form to its new one. */
  private static final class Step {
    private final Program program;
    private final ProgramBuilder out = new ProgramBuilder();
    private final int[] places;
    private final int[] uses;
    private final int[] slices;
    private final long[] alone;

    Step(Program program) {
      this.program = program;
      this.places = new int[program.size()];
      this.uses = program.uses();
      this.slices = new int[program.size()];
      this.alone = new long[program.size()];
      for (int i = 0; i < program.size(); i++) {
        count(i, program.at(i));
      }
    }

    /** Counts how often each result is sliced, and the operations that serve it alone. */
    private void count(int place, Instruction instruction) {
      if (instruction.op() instanceof Movement.Slice) {
        slices[instruction.operand(0)]++;
      }
      alone[place] = isArithmetic(instruction.op()) ? 1 : 0;
      for (int operand : instruction.operands()) {
        boolean adds = alone[place] > 0 && uses[operand] == 1;
        alone[place] += adds ? alone[operand] : 0;
      }
    }

    Program write() {
      for (int i = 0; i < program.size(); i++) {
        Instruction instruction = program.at(i);
        places[i] =
            instruction.op() instanceof Movement.Slice slice
                ? sliced(slice, instruction.operand(0), isSlicedOnly(instruction.operand(0)))
                : out.add(instruction.op(), written(instruction));
      }
      program.outputs().forEach((name, place) -> out.output(name, places[place]));
      return out.build();
    }

    private List<Integer> written(Instruction instruction) {
      return instruction.operands().stream().map(place -> places[place]).toList();
    }

    /** Whether slices are all that is needed of a value, and not too much work to write. */
    private boolean isSlicedOnly(int place) {
      return slices[place] == uses[place] && slices[place] * alone[place] <= MOST_WRITTEN;
    }

    private int sliced(Movement.Slice slice, int place, boolean vanishes) {
      Instruction whole = program.at(place);
      if (whole.op() instanceof Op.Constant constant) {
        return out.add(new Op.Constant(constant.value(), slice.shape()), List.of());
      }
      if (whole.op() instanceof Op.Broadcast broadcast) {
        return spread(slice, broadcast, whole.operand(0));
      }
      if (!isArithmetic(whole.op()) || !(vanishes || isCheap(place))) {
        return out.add(slice, List.of(places[place]));
      }
      List<Integer> operands = new ArrayList<>();
      for (int operand : whole.operands()) {
        operands.add(sliced(slice, operand, vanishes && uses[operand] == 1));
      }
      return out.add(whole.op(), operands);
    }

    private int spread(Movement.Slice slice, Op.Broadcast broadcast, int operand) {
      List<Integer> starts = new ArrayList<>();
      for (int axis = 0; axis < slice.shape().rank(); axis++) {
        if (!broadcast.axes().contains(axis)) {
          starts.add(slice.starts().get(axis));
        }
      }
      Shape part = slice.shape().without(broadcast.axes());
      int inner =
          part.equals(program.shape(operand))
              ? places[operand]
              : out.add(new Movement.Slice(starts, part), List.of(places[operand]));
      return out.add(new Op.Broadcast(slice.shape(), broadcast.axes()), List.of(inner));
    }

    /** Whether it is a function that every engine's sweeps have and that costs about nothing. */
    private static boolean isArithmetic(Op op) {
      if (op instanceof Op.Unary unary) {
        return unary.kind() == UnaryKind.RELU || unary.kind() == UnaryKind.NEGATE;
      }
      boolean divides = op instanceof Op.Binary binary && binary.kind() == BinaryKind.DIVIDE;
      return op.elementwise() && !divides;
    }

    private boolean isCheap(int place) {
      Set<Integer> read = new HashSet<>();
      return operations(place, read, 0) <= MOST_OPERATIONS && read.size() <= 1;
    }

    /**
     * How many operations lead to a value, after {@code before} others, and what they read that is
     * as large; it counts no further than it must.
     */
    private int operations(int place, Set<Integer> read, int before) {
      Instruction instruction = program.at(place);
      boolean isFree =
          instruction.op() instanceof Op.Broadcast || instruction.op() instanceof Op.Constant;
      if (isFree || before > MOST_OPERATIONS) {
        return before;
      }
      if (!isArithmetic(instruction.op())) {
        read.add(place);
        return before;
      }
      int count = before + 1;
      for (int operand : instruction.operands()) {
        count = operations(operand, read, count);
      }
      return count;
    }
  }
}
