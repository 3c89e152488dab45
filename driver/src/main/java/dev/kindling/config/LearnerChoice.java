package dev.kindling.config;

import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import dev.kindling.setting.KeyPaths;
import dev.kindling.setting.Nearest;
import dev.kindling.setting.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * A learner that the command line names, and not a configuration: the kind's defaults, with some
 * replaced.
 *
 * @param overrides assignments such as {@code learner.order=1}
 */
public record LearnerChoice(String kind, List<String> overrides) {
  private static final String SECTION = "learner.";
  private static final String KIND = SECTION + "kind";
  private static final String STEPS = "steps";

  public LearnerChoice {
    overrides = List.copyOf(overrides);
    List<String> kinds = Kinds.names(LearnerSettings.class);
    if (!kinds.contains(kind)) {
      String meant = Nearest.to(kind, kinds).map(near -> "; did you mean " + near + "?").orElse("");
      throw Fault.usage(
          "--learner must be one of %s but is %s%s"
              .formatted(String.join(", ", kinds), Refusal.shown(kind), meant));
    }
    for (String override : overrides) {
      if (!override.startsWith(SECTION) || override.startsWith(KIND)) {
        throw Fault.usage(
            "--set beside --learner takes keys of learner, such as learner.steps=3, but %s was given"
                .formatted(Refusal.shown(override)));
      }
    }
  }

  /** Whether it has a number of inner steps. */
  public boolean hasSteps() {
    return KeyPaths.of(settings().getClass()).contains(STEPS);
  }

  public LearnerSettings settings() {
    return settings(overrides);
  }

  /** The same with a number of inner steps, where it has one that is not set already. */
  public LearnerSettings settings(int steps) {
    List<String> all = new ArrayList<>(overrides);
    if (hasSteps()) {
      all.add(0, SECTION + STEPS + "=" + steps);
    }
    return settings(all);
  }

  private LearnerSettings settings(List<String> assignments) {
    String text = "learner: {kind: \"" + kind + "\"}";
    return ConfigurationReader.parse(text, "--learner " + kind, assignments).learner();
  }
}
