package dev.kindling.learner.metric;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;

@Meaning(
    "Relation networks: a small network that is learned says how much a query example has to do"
        + " with each class.")
public record RelationSettings(
    @Meaning("The width of that network's hidden layer.")
        @Bounds(least = 1, most = LearnerLimits.WIDTH)
        int hidden)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public RelationSettings {
    Require.positive("hidden", hidden);
    Require.atMost("hidden", hidden, LearnerLimits.WIDTH);
  }

  public static RelationSettings defaults() {
    return new RelationSettings(64);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Relation(this, architecture, shape);
  }
}
