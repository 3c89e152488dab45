package dev.kindling.trained;

import dev.kindling.fault.Require;
import java.util.List;

/**
 * How a model was judged.
 *
 * @param split the tasks that it was judged on: train, validation or test
 * @param tasks how many of them counted; 0 where nobody wrote it down
 */
public record Measured(String split, long tasks, List<Metric> metrics) {

  /**
   * What was measured.
   *
   * @param means over the tasks, after 0, 1, ... inner steps; of one number after the last of them.
   *     Not a number where there is none
   * @param halfWidths of the 95 % intervals, as many; not a number where it is unknown
   */
  public record Metric(String name, List<Double> means, List<Double> halfWidths) {
    public Metric {
      Require.notBlank("metric", name);
      means = Require.copyOfNonEmpty("means", means);
      halfWidths = Require.copyOf("intervals", halfWidths);
      if (halfWidths.size() != means.size()) {
        throw new IllegalArgumentException(
            "intervals of %s must be %d but are %d"
                .formatted(name, means.size(), halfWidths.size()));
      }
    }
  }

  public Measured {
    Require.notBlank("split", split);
    Require.notNegative("tasks", tasks);
    metrics = Require.copyOf("metrics", metrics);
  }
}
