package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Lesson;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.learn.MetaObjective;
import dev.kindling.model.Inputs;
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
        loss(lesson, lesson.support(), lesson.episode().examples(0, lesson.support()))
            .times(support)
            .plus(loss(lesson, lesson.query(), lesson.query().inputs()).times(query));
    Symbol loss = sum.divide(support.plus(query));
    return new Contribution(loss, lesson.gradient(lesson.sum(loss)));
  }

  private static Symbol loss(Lesson lesson, Batch part, Inputs inputs) {
    Symbol predictions = lesson.learned().predict(0, inputs);
    return lesson.episode().loss().perTask(predictions, part);
  }

  private static Symbol count(Batch part) {
    return part.weights().sum(1);
  }

  @Override
  public MetaGradientOrder order() {
    return MetaGradientOrder.EXACT;
  }
}
