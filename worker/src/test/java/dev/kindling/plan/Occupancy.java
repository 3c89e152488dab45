package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two runs of a plan in which each place of the arena holds, instead of a number, the instruction
 * that wrote it. It notes which reads find a place that something else was written to, and how
 * often aliases, further results of sweeps and sweeps over an operand occur. It uses none of the
 * classes that lay the arena out.
 */
final class Occupancy {
  private static final int LONGEST_STEP = 32;

  private final Plan plan;
  private final Program program;
  private final int[] holder;
  private final List<String> clashes = new ArrayList<>();
  private int aliases;
  private int furtherResults;
  private int inPlace;

  Occupancy(Plan plan) {
    this.plan = plan;
    this.program = plan.program();
    this.holder = new int[Math.toIntExact(plan.arenaFloats())];
    Arrays.fill(holder, -1);
    for (int place = 0; place < program.size(); place++) {
      if (isThereBefore(program.at(place).op())) {
        write(place);
      }
    }
    for (int run = 0; run < 2; run++) {
      run();
    }
  }

  List<String> clashes() {
    return clashes;
  }

  int aliases() {
    return aliases;
  }

  int furtherResults() {
    return furtherResults;
  }

  int inPlace() {
    return inPlace;
  }

  private static boolean isThereBefore(Op op) {
    return op instanceof Op.Input || op instanceof Op.Constant || op instanceof Op.Range;
  }

  private static boolean isAlias(Op op) {
    return op instanceof Op.Reshape || op instanceof Op.Keep;
  }

  private void run() {
    for (int place = 0; place < program.size(); place++) {
      Instruction instruction = program.at(place);
      if (isAlias(instruction.op())) {
        aliases++;
        expect(place, place, plan.offsets().get(instruction.operand(0)));
      } else if (!isThereBefore(instruction.op()) && !(instruction.op() instanceof Op.Result)) {
        compute(place);
      }
    }
    program.outputs().forEach((name, place) -> read(program.size(), place));
  }

  /** A result may be written while operands are still read. */
  private void compute(int place) {
    List<Integer> results = results(place);
    furtherResults += results.size() - 1;
    List<Integer> operands = program.at(place).operands();
    operands.forEach(operand -> read(place, operand));
    for (int result : results) {
      for (int index = 0; index < operands.size(); index++) {
        boolean over = overlap(result, operands.get(index));
        inPlace += over ? 1 : 0;
        if (over && !(result == place && visitsOnce(place, index))) {
          clashes.add("%" + place + " writes %" + result + " over what it reads");
        }
      }
      write(result);
    }
    results.forEach(result -> read(place, result));
  }

  private List<Integer> results(int place) {
    List<Integer> results = new ArrayList<>(List.of(place));
    for (int later = place + 1; later < program.size(); later++) {
      if (program.at(later).op() instanceof Op.Result && program.at(later).operand(0) == place) {
        results.add(later);
      }
    }
    return results;
  }

  /** Whether a sweep reads each element of an operand once, where it writes the same one. */
  private boolean visitsOnce(int place, int index) {
    int operand = program.at(place).operand(index);
    int[] shape = program.shape(place).dimensions();
    return program.at(place).op() instanceof Op.Fused fused
        && plan.offsets().get(place).equals(plan.offsets().get(operand))
        && program.shape(place).size() == program.shape(operand).size()
        && shape[shape.length - 1] % LONGEST_STEP == 0
        && fused.body().at(first(fused)).op().elementwise()
        && fused.body().instructions().stream()
            .filter(user -> user.operands().contains(input(fused, index)))
            .noneMatch(user -> movesOn(user.op()));
  }

  private static int first(Op.Fused fused) {
    return fused.body().outputs().values().iterator().next();
  }

  private static int input(Op.Fused fused, int index) {
    return fused.body().inputs().get(String.valueOf(index));
  }

  private static boolean movesOn(Op op) {
    return op instanceof Op.Broadcast || op instanceof Movement.Slice;
  }

  private boolean overlap(int a, int b) {
    long from = plan.offsets().get(a);
    long other = plan.offsets().get(b);
    return from < other + program.shape(b).size() && other < from + program.shape(a).size();
  }

  private void write(int place) {
    int from = Math.toIntExact(plan.offsets().get(place));
    Arrays.fill(holder, from, from + program.shape(place).size(), place);
  }

  private void read(int reader, int place) {
    expect(reader, place, plan.offsets().get(place));
  }

  private void expect(int reader, int place, long from) {
    int written = place;
    while (isAlias(program.at(written).op())) {
      written = program.at(written).operand(0);
    }
    for (int i = 0; i < program.shape(place).size(); i++) {
      int held = holder[Math.toIntExact(from) + i];
      if (held != written) {
        clashes.add("%" + reader + " reads %" + place + " where %" + held + " was written");
        return;
      }
    }
  }
}
