package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Lesson;
import dev.kindling.learn.MetaObjective;
import dev.kindling.trace.Symbol;

/**
 * The loss of the meta-parameters as they are on all examples of a task: with n examples that count
 * in each part, {@code (n_support L_support(theta) + n_query L_query(theta)) / (n_support +
 * n_query)}.
 */
final class UnadaptedLoss implements MetaObjective {

  @Override
  public Contribution of(Lesson lesson) {
    Symbol support = count(lesson.support());
    Symbol query = count(lesson.query());
    Symbol sum =
        loss(lesson, lesson.support())
            .times(support)
            .plus(loss(lesson, lesson.query()).times(query));
    Symbol loss = sum.divide(support.plus(query));
    return new Contribution(loss, lesson.gradient(lesson.sum(loss)));
  }

  private static Symbol loss(Lesson lesson, Batch part) {
    Symbol predictions = lesson.learned().predict(0, part.inputs());
    return lesson.episode().loss().perTask(predictions, part);
  }

  private static Symbol count(Batch part) {
    return part.weights().sum(1);
  }
}
