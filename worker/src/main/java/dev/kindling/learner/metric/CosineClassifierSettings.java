package dev.kindling.learner.metric;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;

@Meaning(
    "A cosine classifier: a query example belongs to the class whose support examples have the mean"
        + " in the most similar direction.")
public record CosineClassifierSettings(
    @Meaning("What cosines are multiplied by.") @Bounds(above = 0) double scale,
    @Meaning("Whether that scale is learned.") Temperature temperature)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public CosineClassifierSettings {
    Require.positive("scale", scale);
    Require.present("temperature", temperature);
  }

  public static CosineClassifierSettings defaults() {
    return new CosineClassifierSettings(10, Temperature.LEARNED);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new CosineClassifier(this, architecture, shape);
  }
}
