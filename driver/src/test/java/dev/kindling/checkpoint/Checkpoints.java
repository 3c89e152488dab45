package dev.kindling.checkpoint;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.engine.Kernels;
import dev.kindling.model.ParameterLayout;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small checkpoints to write down. */
final class Checkpoints {

  static final ParameterLayout LAYOUT =
      new ParameterLayout.Builder()
          .add("layer-0.weight", Shape.of(1, 3))
          .add("layer-0.bias", Shape.of(3))
          .add("scale", Shape.of())
          .build();

  static final Provenance PROVENANCE =
      new Provenance(
          "0.1.0",
          "c0ffee",
          "onednn",
          new Kernels("avx512", "0123456789abcdef"),
          "17.0.15",
          "3.5.5",
          42,
          "2026-11-20T14:26:00Z");

  private Checkpoints() {}

  static Checkpoint at(long step) {
    return at(step, Optional.empty());
  }

  static Checkpoint at(long step, Optional<Best> best, String... overrides) {
    return new Checkpoint(state(step, best), LAYOUT, PROVENANCE, configuration(overrides));
  }

  static Checkpoint bestAt(long step, long best, String... overrides) {
    return at(step, Optional.of(new Best(best, .1 + .2)), overrides);
  }

  static TrainingState state(long step, Optional<Best> best) {
    SortedMap<String, float[]> slots = new TreeMap<>();
    slots.put("second-moment", vector(step, "second"));
    slots.put("first-moment", vector(step, "first"));
    return new TrainingState(
        vector(step, "theta"),
        new OptimizerState(step + 1, slots),
        step,
        best,
        new RollbacksMade(1, step));
  }

  private static float[] vector(long step, String purpose) {
    float[] vector = new float[LAYOUT.size()];
    Key.of(step).fold(purpose).fillNormal(vector, 0, 1);
    return vector;
  }

  private static Configuration configuration(String... overrides) {
    return ConfigurationReader.parse("seed: 42", "test", List.of(overrides));
  }
}
