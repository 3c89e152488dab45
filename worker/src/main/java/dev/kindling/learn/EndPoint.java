package dev.kindling.learn;

import dev.kindling.trace.Symbols;

/**
 * {@code theta - phi_K}: the meta-parameters go towards where the tasks' steps ended. Nothing is
 * differentiated for it; the query loss is only reported.
 */
public final class EndPoint implements MetaObjective {

  @Override
  public Contribution of(Lesson lesson) {
    int tasks = lesson.episode().tasks();
    Symbols ends = lesson.learned().adapted(lesson.steps()).these(lesson.theta().names());
    Symbols ways = lesson.theta().map(start -> start.repeat(tasks)).minus(ends);
    Symbols sums = ways.map(way -> EpisodePrograms.sum(way, lesson.weights()));
    return new Contribution(lesson.loss(lesson.steps()), sums);
  }
}
