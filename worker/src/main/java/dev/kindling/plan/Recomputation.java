package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.Readers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes results of the first stretches again where they are needed after the last stretch,
 * instead of keeping them until then.
 *
 * <pre>
 *   %1 = exp %0          %1 = exp %0
 *   %2 = keep{0} %1      %2 = keep{0} %1
 *   %3 = f %2        ->  %3 = f %2
 *   %4 = g %3 %1         %4 = exp %0
 *                        %5 = g %3 %4
 * </pre>
 *
 * A stretch needs only kept results of the ones before it, so the memory of one stretch serves all.
 * This comes last: another rewrite would find the equal instructions and make them one again.
 */
final class Recomputation {
  private final Program program;
  private final Readers readers;
  private final int firstKept;
  private final int late;
  private final List<Instruction> written = new ArrayList<>();
  private final int[] places;
  private final Map<Integer, Integer> again = new HashMap<>();

  private Recomputation(Program program, int stretches) {
    this.program = program;
    this.readers = new Readers(program);
    this.places = new int[program.size()];
    this.firstKept = stretches == 0 ? 0 : endOf(program, stretches - 1);
    this.late = endOf(program, stretches(program) - 1);
  }

  /** How many stretches the program has. */
  static int stretches(Program program) {
    return keeps(program).length == 0 ? 0 : Arrays.stream(keeps(program)).max().getAsInt() + 1;
  }

  private static int[] keeps(Program program) {
    return program.instructions().stream()
        .filter(instruction -> instruction.op() instanceof Op.Keep)
        .mapToInt(instruction -> ((Op.Keep) instruction.op()).stretch())
        .toArray();
  }

  /** The place after the last result that ends {@code stretch} or one before it. */
  private static int endOf(Program program, int stretch) {
    int end = 0;
    for (int place = 0; place < program.size(); place++) {
      if (program.at(place).op() instanceof Op.Keep keep && keep.stretch() <= stretch) {
        end = place + 1;
      }
    }
    return end;
  }

  /** The program in which results of the first {@code stretches} are computed again. */
  static Program of(Program program, int stretches) {
    return new Recomputation(program, stretches).rewritten();
  }

  private Program rewritten() {
    for (int place = 0; place < program.size(); place++) {
      boolean isLate = place >= late;
      List<Integer> operands = new ArrayList<>();
      for (int operand : program.at(place).operands()) {
        operands.add(isLate ? lateUse(operand) : places[operand]);
      }
      places[place] = write(place, operands);
    }
    Map<String, Integer> outputs = new LinkedHashMap<>();
    program.outputs().forEach((name, place) -> outputs.put(name, places[place]));
    return new Program(written, outputs);
  }

  private int write(int place, List<Integer> operands) {
    Instruction instruction = program.at(place);
    written.add(new Instruction(instruction.op(), operands, instruction.shape()));
    return written.size() - 1;
  }

  /** Where the result at {@code place} stands for an instruction after the last stretch. */
  private int lateUse(int place) {
    Deque<Integer> missing = new ArrayDeque<>(List.of(place));
    while (!missing.isEmpty()) {
      int next = missing.peek();
      Optional<Integer> first = firstMissing(next);
      if (isThere(next)) {
        missing.pop();
      } else if (first.isPresent()) {
        missing.push(first.get());
      } else {
        writeAgain(next);
      }
    }
    return late(place);
  }

  private Optional<Integer> firstMissing(int place) {
    return program.at(place).operands().stream().filter(operand -> !isThere(operand)).findFirst();
  }

  private boolean isThere(int place) {
    return again.containsKey(place) || isKept(place);
  }

  private boolean isKept(int place) {
    return place >= firstKept || lasts(program.at(place).op());
  }

  private int late(int place) {
    return isKept(place) ? places[place] : again.get(place);
  }

  /** A sweep that runs again writes all its results again. */
  private void writeAgain(int place) {
    int written = write(place, program.at(place).operands().stream().map(this::late).toList());
    again.put(place, written);
    readers.results(place).forEach(result -> again.put(result, write(result, List.of(written))));
  }

  private static boolean lasts(Op op) {
    return op instanceof Op.Keep || Arena.lasts(op);
  }
}
