package dev.kindling.plan;

import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lays all buffers of a program out in one block of memory. A buffer lives from the instruction
 * that writes it to the last that reads it; two that never live together may share memory. Buffers
 * are placed largest first, each at the lowest offset where nothing lies that lives at the same
 * time. A sweep's result takes over the buffer of an operand where {@link InPlace} allows it.
 */
final class Arena {
  private record Buffer(int place, int birth, int death, long size) {}

  private final Program program;
  private final int alignment;
  private final int[] owner;
  private final long[] offsets;
  private long size;

  Arena(Program program, int alignment) {
    this.program = program;
    this.alignment = alignment;
    this.owner = owners(program);
    this.offsets = new long[program.size()];
    place(buffers());
    Arrays.setAll(offsets, i -> offsets[owner[i]]);
  }

  /** Where each instruction's result starts, in floats. */
  List<Long> offsets() {
    return Arrays.stream(offsets).boxed().toList();
  }

  /** The arena's size in floats. */
  long size() {
    return size;
  }

  /** The instruction whose buffer each result lies in: an alias has none of its own. */
  private static int[] owners(Program program) {
    int[] owner = new int[program.size()];
    for (int i = 0; i < owner.length; i++) {
      boolean alias = Cost.isAlias(program.at(i).op());
      owner[i] = alias ? owner[program.at(i).operand(0)] : i;
    }
    return owner;
  }

  /** Whether the result is written before a run and not by it. */
  static boolean lasts(Op op) {
    return op instanceof Op.Input || op instanceof Op.Constant || op instanceof Op.Range;
  }

  private List<Buffer> buffers() {
    int[] death = deaths();
    writeOver(death);
    return IntStream.range(0, program.size())
        .filter(i -> owner[i] == i)
        .mapToObj(i -> buffer(i, death[i]))
        .toList();
  }

  /** The last instruction that reads each buffer. */
  private int[] deaths() {
    int[] death = new int[program.size()];
    for (int i = 0; i < program.size(); i++) {
      int user = i;
      death[owner[i]] = Math.max(death[owner[i]], i);
      program.at(i).operands().forEach(j -> death[owner[j]] = Math.max(death[owner[j]], user));
    }
    program.outputs().values().forEach(place -> death[owner[place]] = program.size());
    return death;
  }

  /** A result that a sweep writes over an operand gets the operand's buffer. */
  private void writeOver(int... death) {
    var inPlace = new InPlace(program, owner.clone(), death.clone());
    for (int i = 0; i < program.size(); i++) {
      int operand = owner[i] == i ? inPlace.operand(i) : -1;
      if (operand >= 0) {
        int taken = owner[operand];
        death[taken] = death[i];
        owner[i] = taken;
      } else {
        owner[i] = owner[owner[i]];
      }
    }
  }

  /** What is written before a run must survive every run. */
  private Buffer buffer(int place, int death) {
    long aligned = -Math.floorDiv(-program.shape(place).size(), alignment) * (long) alignment;
    return lasts(program.at(place).op())
        ? new Buffer(place, 0, program.size(), aligned)
        : new Buffer(place, birth(place), death, aligned);
  }

  /** A sweep's further results are written by the sweep. */
  private int birth(int place) {
    return program.at(place).op() instanceof Op.Result ? program.at(place).operand(0) : place;
  }

  private void place(List<Buffer> buffers) {
    var timeline = new Timeline(0, program.size());
    for (Buffer buffer : largestFirst(buffers)) {
      long offset = timeline.lowestGap(buffer.birth(), buffer.death(), buffer.size());
      timeline.take(buffer.birth(), buffer.death(), offset, buffer.size());
      offsets[buffer.place()] = offset;
      size = Math.max(size, offset + buffer.size());
    }
  }

  private static List<Buffer> largestFirst(List<Buffer> buffers) {
    return buffers.stream()
        .sorted(Comparator.comparingLong(Buffer::size).reversed().thenComparing(Buffer::place))
        .toList();
  }
}
