package dev.kindling.learner.metric;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;

@Meaning(
    "Prototypical networks: a query example belongs to the class whose support examples have the"
        + " nearest mean.")
public record PrototypicalSettings(
    @Meaning(value = "What nearness is measured by.", example = "mahalanobis") Distance distance,
    @Meaning("For mahalanobis: what is added to each covariance's diagonal.") @Bounds(above = 0)
        double ridge,
    @Meaning("What distances are multiplied by.") @Bounds(above = 0) double scale,
    @Meaning("Whether that scale is learned.") Temperature temperature)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  /** What nearness is measured by. */
  public enum Distance {
    @Meaning("The square of the Euclidean distance.")
    EUCLIDEAN,
    @Meaning("Half the square of Mahalanobis's, by each class's regularised covariance.")
    MAHALANOBIS
  }

  public PrototypicalSettings {
    Require.present("distance", distance);
    Require.positive("ridge", ridge);
    Require.positive("scale", scale);
    Require.present("temperature", temperature);
  }

  public static PrototypicalSettings defaults() {
    return new PrototypicalSettings(Distance.EUCLIDEAN, 1, 1, Temperature.FIXED);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Prototypical(this, architecture, shape);
  }
}
