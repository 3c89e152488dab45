package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A program ready to run, and what a run takes.
 *
 * @param offsets where in the arena each instruction's result starts, in floats
 * @param arenaFloats the size of the arena
 * @param recomputed how many stretches of the program are computed twice to save memory
 */
public record Plan(
    Program program, List<Long> offsets, long arenaFloats, Cost cost, int recomputed) {
  public Plan {
    offsets = List.copyOf(offsets);
  }

  /** The peak memory of a run. */
  public long arenaBytes() {
    return arenaFloats * Float.BYTES;
  }

  /** How many kernels a run calls. */
  public long kernels() {
    return program.instructions().stream().filter(i -> Cost.moves(i.op())).count();
  }

  /** The flops of a run by the kind of operation. */
  public Map<String, Long> flopsByKind() {
    Map<String, Long> flops = new TreeMap<>();
    for (int place = 0; place < program.size(); place++) {
      flops.merge(kind(program.at(place).op()), Cost.flops(program, place), Long::sum);
    }
    flops.values().removeIf(value -> value == 0);
    return flops;
  }

  private static String kind(Op op) {
    return op.getClass().getSimpleName();
  }

  /** The program's text with each buffer's offset in bytes, input and output buffers included. */
  public String text() {
    List<String> lines = program.text().lines().toList();
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < lines.size(); place++) {
      text.append(lines.get(place));
      if (place < program.size()) {
        text.append(suffix(program.at(place), place));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String suffix(Instruction instruction, int place) {
    String alias = Cost.isAlias(instruction.op()) ? " alias" : "";
    return "  @" + offsets.get(place) * Float.BYTES + alias;
  }

  @Override
  public String toString() {
    String byKind =
        flopsByKind().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return "plan of %d kernels, %d flops (%s), %d bytes of memory"
        .formatted(kernels(), cost.flops(), byKind, arenaBytes());
  }
}
