package dev.kindling.evaluation;

import dev.kindling.learn.Learner;

/** How a learner goes through a task, as reports say it. */
public enum Course {
  /** In inner steps: numbers are known after each. */
  STEPS,
  /** At once, as where classes are compared or a head is solved: there is one number. */
  AT_ONCE;

  static Course of(Learner learner) {
    return learner.evaluationSteps(1) == 0 ? AT_ONCE : STEPS;
  }

  /** What follows a number that is known after {@code steps}. */
  String after(int steps) {
    return this == AT_ONCE ? "" : " after %d inner steps".formatted(steps);
  }

  /** What follows a number that is known before the first. */
  String before() {
    return this == AT_ONCE ? "" : " before any";
  }

  /** What follows the heading of numbers that are known after the last. */
  String afterLast() {
    return this == AT_ONCE ? "" : ", after the last inner step";
  }

  /** The head of the first column of a table of which each row is for a number of steps. */
  String head() {
    return this == AT_ONCE ? "%-15s".formatted("") : "inner steps";
  }

  /** What stands in that column after {@code steps}. */
  String row(int steps) {
    return this == AT_ONCE ? "learned at once" : "%11d".formatted(steps);
  }
}
