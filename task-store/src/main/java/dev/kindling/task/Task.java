package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * One small learning problem: adapt to {@code support}, be judged on {@code query}.
 *
 * @param name which task this is, for messages; for a generated task, enough to draw it again
 * @param provenance what made it
 * @param passedOver damaged records that were met in drawing it; others took their places
 */
public record Task(
    String name,
    Examples support,
    Examples query,
    String provenance,
    List<DamagedRecord> passedOver)
    implements Serializable {

  public Task {
    Require.notBlank("name", name);
    Require.present("support", support);
    Require.present("query", query);
    Require.present("provenance", provenance);
    passedOver = List.copyOf(passedOver);
    requireAlike(name, "features", support.features(), query.features());
    requireAlike(name, "targets", support.targets(), query.targets());
  }

  public Task(String name, Examples support, Examples query, String provenance) {
    this(name, support, query, provenance, List.of());
  }

  private static void requireAlike(String name, String what, HostTensor left, HostTensor right) {
    int[] one = exampleShape(left);
    int[] other = exampleShape(right);
    if (left.type() != right.type() || !Arrays.equals(one, other)) {
      throw new IllegalArgumentException(
          "support and query of task %s must have examples of one form but their %s are %s and %s"
              .formatted(name, what, left, right));
    }
  }

  private static int[] exampleShape(HostTensor tensor) {
    return Arrays.copyOfRange(tensor.shape(), 1, tensor.rank());
  }
}
