package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Examples to learn from or to be tested on. The first axis of each tensor counts the examples;
 * {@code weights} (F32, one axis) says how much each counts in a loss, 0 for padding.
 */
public record Examples(HostTensor features, HostTensor targets, HostTensor weights)
    implements Serializable {

  public Examples {
    requireAxis("features", features);
    requireAxis("targets", targets);
    requireAxis("weights", weights);
    requireCount("targets", targets, features);
    requireCount("weights", weights, features);
    requireWeights(weights);
  }

  /** Examples that all weigh one. */
  public static Examples of(HostTensor features, HostTensor targets) {
    requireAxis("features", features);
    float[] weights = new float[features.dimension(0)];
    Arrays.fill(weights, 1);
    return new Examples(features, targets, HostTensor.of(weights, weights.length));
  }

  public int count() {
    return features.dimension(0);
  }

  private static void requireAxis(String name, HostTensor tensor) {
    if (Require.present(name, tensor).rank() == 0) {
      throw new IllegalArgumentException(
          name + " must have a first axis that counts the examples but is " + tensor);
    }
  }

  private static void requireCount(String name, HostTensor tensor, HostTensor features) {
    if (tensor.dimension(0) != features.dimension(0)) {
      throw new IllegalArgumentException(
          "features " + features + " and " + name + " " + tensor + " differ in their first axis");
    }
  }

  private static void requireWeights(HostTensor weights) {
    if (weights.type() != ElementType.F32 || weights.rank() != 1) {
      throw new IllegalArgumentException("weights must be F32 of one axis but is " + weights);
    }
    float[] values = weights.floats();
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0 && values[i] <= Float.MAX_VALUE)) {
        Require.notNegative("weights[" + i + "]", values[i]);
      }
    }
  }
}
