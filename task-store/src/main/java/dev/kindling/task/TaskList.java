package dev.kindling.task;

import java.util.OptionalLong;

/**
 * Tasks in places 0, 1, 2, ..., on which models are judged. What is in a place is a function of the
 * source, the list's key and the place alone. Where tasks can be counted, each of them is in one
 * place at most, so that a mean over places is one over different tasks.
 */
public interface TaskList {

  /** How many tasks there are; nothing where they have no end. */
  OptionalLong size();

  /** How many places, of the first {@code most}, have a task. */
  int count(int most);

  /** Says that a place will be asked for soon, so that reads can begin; changes no result. */
  void expect(int place);

  Listed task(int place);
}
