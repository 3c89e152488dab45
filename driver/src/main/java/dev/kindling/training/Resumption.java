package dev.kindling.training;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.TrainingState;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Goes on from a checkpoint. Settings that decide the bits of a run must be as they were; how long
 * it goes on, how often it is judged and written down, and how it is spread out may change.
 */
public final class Resumption {
  private static final List<String> FREE =
      List.of(
          "training.steps",
          "training.partitions",
          "training.most-skipped",
          "training.rollbacks",
          "engine.memory",
          "engine.other-kernels",
          "evaluation.episodes",
          "evaluation.steps",
          "evaluation.every",
          "evaluation.baselines",
          "checkpoint.");

  /** Where a run may go back, these decide when and to where. */
  private static final List<String> OF_ROLLBACKS =
      List.of("training.most-skipped", "checkpoint.every");

  private Resumption() {}

  /** The state to go on from, or a usage fault that names what has changed. */
  public static TrainingState of(Checkpoint checkpoint, Configuration configuration) {
    requireSame(checkpoint.configuration(), configuration);
    return requireNotPast(checkpoint.state(), configuration.training().steps());
  }

  /**
   * A usage fault that names what has changed of what decides the bits.
   *
   * @param begun what the run began with
   */
  public static void requireSame(Configuration begun, Configuration configuration) {
    SortedMap<String, Object> before = leaves(begun);
    SortedMap<String, Object> now = leaves(configuration);
    SortedMap<String, Object> keys = new TreeMap<>(before);
    keys.putAll(now);
    List<String> changes = new ArrayList<>();
    for (String key : keys.keySet()) {
      if (!isFree(key, configuration)
          && isChanged(key, before, now)
          && !isJudgedAsLearned(key, before, now)) {
        changes.add("%s was %s and is %s".formatted(key, shown(before, key), shown(now, key)));
      }
    }
    if (!changes.isEmpty()) {
      throw Fault.usage(
          "a run goes on with the configuration that it began with, but %s; undo that, or start a new run"
              .formatted(String.join(", ", changes)));
    }
  }

  private static TrainingState requireNotPast(TrainingState state, long steps) {
    if (state.step() > steps) {
      throw Fault.usage(
          "training.steps is %d but the run has made %d steps already; raise it, or start a new run"
              .formatted(steps, state.step()));
    }
    return state;
  }

  private static boolean isChanged(
      String key, Map<String, Object> before, Map<String, Object> now) {
    return !Objects.equals(before.get(key), now.get(key));
  }

  /** What is judged changes with what is learned from, which is said once. */
  private static boolean isJudgedAsLearned(
      String key, Map<String, Object> before, Map<String, Object> now) {
    String learned = key.replaceFirst("^evaluation\\.(?=tasks\\.)", "");
    return !learned.equals(key)
        && isChanged(learned, before, now)
        && Objects.equals(before.get(key), before.get(learned))
        && Objects.equals(now.get(key), now.get(learned));
  }

  private static boolean isFree(String key, Configuration configuration) {
    boolean goesBack = configuration.training().rollbacks() > 0;
    return FREE.stream().anyMatch(key::startsWith) && !(goesBack && OF_ROLLBACKS.contains(key));
  }

  private static String shown(Map<String, Object> leaves, String key) {
    return leaves.containsKey(key) ? String.valueOf(leaves.get(key)) : "not set";
  }

  private static SortedMap<String, Object> leaves(Configuration configuration) {
    SortedMap<String, Object> leaves = new TreeMap<>();
    collect("", ConfigurationWriter.tree(configuration), leaves);
    return leaves;
  }

  private static void collect(String path, Object node, Map<String, Object> leaves) {
    if (node instanceof Map<?, ?> section) {
      section.forEach(
          (key, value) -> collect(path.isEmpty() ? "" + key : path + "." + key, value, leaves));
      return;
    }
    leaves.put(path, node);
  }
}
