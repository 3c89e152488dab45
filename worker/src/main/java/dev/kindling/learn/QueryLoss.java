package dev.kindling.learn;

import dev.kindling.trace.Symbol;

/** The exact gradient of the query loss after the last inner step, through all steps. */
public final class QueryLoss implements MetaObjective {

  @Override
  public Contribution of(Lesson lesson) {
    Symbol loss = lesson.loss(lesson.steps());
    return new Contribution(loss, lesson.gradient(lesson.sum(loss)));
  }

  @Override
  public MetaGradientOrder order() {
    return MetaGradientOrder.EXACT;
  }
}
