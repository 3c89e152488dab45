package dev.kindling.evaluation;

import java.util.List;

/** A metric's mean over tasks, after 0, 1, ... inner steps. */
public record Measure(String name, List<Estimate> estimates) {
  public Measure {
    estimates = List.copyOf(estimates);
  }

  Estimate last() {
    return estimates.get(estimates.size() - 1);
  }
}
