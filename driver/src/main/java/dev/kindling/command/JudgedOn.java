package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.task.TaskSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tasks that a model is judged on, as reports tell them. */
record JudgedOn(Configuration configuration) {

  /** They change no task. */
  private static final Set<String> ASIDE = Set.of("damaged-records", "cache-mebibytes");

  private static final String AUGMENTATION = "augmentation";

  /** A line; nothing where tasks are drawn as they were for training. */
  String text() {
    TaskSettings judged = configuration.evaluation().tasks();
    boolean asLearned = judged.equals(configuration.tasks().unaugmented());
    return judged.stores().isEmpty() && asLearned
        ? ""
        : "%n  judged on tasks of %s%n".formatted(inline(tree()));
  }

  /** Settings of the tasks, with the keys of the configuration. */
  Map<String, Object> tree() {
    Map<?, ?> evaluation = (Map<?, ?>) ConfigurationWriter.tree(configuration).get("evaluation");
    Map<String, Object> tree = new LinkedHashMap<>();
    ((Map<?, ?>) evaluation.get("tasks")).forEach((key, value) -> tree.put((String) key, value));
    return tree;
  }

  /** A value of a configuration's tree, in a line. */
  static String shown(Object value) {
    return value instanceof Map<?, ?> section
        ? section.entrySet().stream()
            .map(entry -> entry.getKey() + " " + nested(entry.getValue()))
            .collect(Collectors.joining(", "))
        : nested(value);
  }

  private static String inline(Map<?, ?> section) {
    return section.entrySet().stream()
        .filter(entry -> !ASIDE.contains(entry.getKey()))
        .map(entry -> key((String) entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String key(String key, Object value) {
    if (key.equals(AUGMENTATION) && value instanceof Map<?, ?> section) {
      Object rotations = section.get("rotations");
      return rotations.equals(1) ? "no augmentation" : rotations + " rotations of each class";
    }
    return key + " " + nested(value);
  }

  private static String nested(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(JudgedOn::nested).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Map<?, ?> section ? "(" + inline(section) + ")" : String.valueOf(value);
  }
}
