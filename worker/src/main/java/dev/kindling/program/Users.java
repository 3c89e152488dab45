package dev.kindling.program;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which instructions read each result of a program. A pass makes the index once and asks it as
 * often as it likes: an answer takes as long as it is, however long the program.
 */
public final class Users {
  private final Program program;
  private final int[] starts;
  private final int[] users;

  public Users(Program program) {
    this.program = program;
    this.starts = new int[program.size() + 1];
    program.instructions().forEach(user -> user.operands().forEach(place -> starts[place]++));
    Arrays.parallelPrefix(starts, Integer::sum);
    this.users = new int[starts[program.size()]];
    for (int user = program.size() - 1; user >= 0; user--) {
      List<Integer> operands = program.at(user).operands();
      for (int place : operands) {
        users[--starts[place]] = user;
      }
    }
  }

  /** The instructions that read the result at {@code place}, each as often as it reads it. */
  public IntStream of(int place) {
    return Arrays.stream(users, starts[place], starts[place + 1]);
  }

  /** The places of the further results of the sweep at {@code place}. */
  public IntStream results(int place) {
    return of(place).filter(user -> program.at(user).op() instanceof Op.Result);
  }
}
