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
    "Matching networks: the answer to a query example is the mean of the support's targets by"
        + " attention to its examples.")
public record MatchingSettings(
    @Meaning(value = "What examples are embedded by.", example = "full") Context context,
    @Meaning("For full: how often a query example reads the support set.")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int reads,
    @Meaning("What cosines are multiplied by; 1 in the paper.") @Bounds(above = 0) double scale,
    @Meaning("Whether that scale is learned.") Temperature temperature)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  /** What examples are embedded by. */
  public enum Context {
    @Meaning("Each example by itself.")
    NONE,
    @Meaning("Support examples by all of them, in their order, and query examples by reading them.")
    FULL
  }

  public MatchingSettings {
    Require.present("context", context);
    Require.positive("reads", reads);
    Require.atMost("reads", reads, LearnerLimits.STEPS);
    Require.positive("scale", scale);
    Require.present("temperature", temperature);
  }

  public static MatchingSettings defaults() {
    return new MatchingSettings(Context.NONE, 5, 10, Temperature.LEARNED);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Matching(this, architecture, shape);
  }
}
