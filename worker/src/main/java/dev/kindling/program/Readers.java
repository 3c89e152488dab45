package dev.kindling.program;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which instructions read each result of a program. A pass makes the index once and asks it as
 * often as it likes: an answer takes as long as it is, however long the program.
 */
public final class Readers {
  private final Program program;
  private final int[] starts;
  private final int[] readers;

  public Readers(Program program) {
    this.program = program;
    this.starts = new int[program.size() + 1];
    program.instructions().forEach(reader -> reader.operands().forEach(place -> starts[place]++));
    Arrays.parallelPrefix(starts, Integer::sum);
    this.readers = new int[starts[program.size()]];
    for (int reader = program.size() - 1; reader >= 0; reader--) {
      List<Integer> operands = program.at(reader).operands();
      for (int place : operands) {
        readers[--starts[place]] = reader;
      }
    }
  }

  /** The instructions that read the result at {@code place}, each as often as it reads it. */
  public IntStream of(int place) {
    return Arrays.stream(readers, starts[place], starts[place + 1]);
  }

  /** The places of the further results of the sweep at {@code place}. */
  public IntStream results(int place) {
    return of(place).filter(reader -> program.at(reader).op() instanceof Op.Result);
  }
}
