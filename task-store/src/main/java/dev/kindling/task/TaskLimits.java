package dev.kindling.task;

import dev.kindling.fault.Require;

/**
 * The most that settings may ask of a generated or sampled task: far beyond what adapts in a few
 * steps, and little enough that no array overflows and every draw ends.
 */
final class TaskLimits {
  /** Examples of support, or of query. */
  static final int EXAMPLES = 1_000_000;

  /** Points of support, or of query, of a function whose matrix of correlations is factored. */
  static final int CORRELATED = 1000;

  /** Numbers that make up an input. */
  static final int INPUTS = 1_000_000;

  /** Characters in all. */
  static final int CHARACTERS = 100_000_000;

  /** Numbers that describe an item. */
  static final int ITEM_FEATURES = 10_000;

  /** Hidden numbers that decide what is said of an item. */
  static final int FACTORS = 1000;

  private TaskLimits() {}

  /** Refuses a count of what takes {@code each} numbers if no array holds all of them. */
  static void requireRoom(String name, int count, long each) {
    if (count > Integer.MAX_VALUE / each) {
      throw new IllegalArgumentException(
          "%s must be at most %d where each takes %d numbers but is %d"
              .formatted(name, Integer.MAX_VALUE / each, each, count));
    }
  }

  /** Refuses so many examples of each of {@code ways} classes as no task has in all. */
  static void requireEach(String name, int each, int ways) {
    Require.atMost("ways", ways, EXAMPLES);
    if ((long) each * ways > EXAMPLES) {
      throw new IllegalArgumentException(
          "%s must be at most %d with %d ways but is %d"
              .formatted(name, EXAMPLES / ways, ways, each));
    }
  }
}
