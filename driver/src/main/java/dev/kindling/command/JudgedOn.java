package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.model.Normalisation;
import dev.kindling.task.TaskSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tasks that a model is judged on, and how it is judged, as reports tell them. */
record JudgedOn(Configuration configuration) {

  /** They change no task. */
  private static final Set<String> ASIDE = Set.of("damaged-records", "cache-mebibytes");

  static final String STATISTICS = "query_statistics";

  private static final String AUGMENTATION = "augmentation";

  /** Lines after the tables; nothing where there is nothing to say. */
  String text() {
    List<String> lines = new ArrayList<>();
    TaskSettings judged = configuration.evaluation().tasks();
    boolean asLearned = judged.equals(configuration.tasks().unaugmented());
    if (!judged.stores().isEmpty() || !asLearned) {
      lines.add("judged on tasks of " + inline(tree()));
    }
    statistics().ifPresent(lines::add);
    int permutations = configuration.evaluation().permutations();
    if (permutations > 1) {
      lines.add(
          "answers are the mean over %d numberings of each task's classes, or all that it has"
              .formatted(permutations));
    }
    String text = lines.stream().map("  %s%n"::formatted).collect(Collectors.joining());
    return lines.isEmpty() ? "" : "%n%s".formatted(text);
  }

  /** Which statistics normalise query examples; nothing where none do. */
  Optional<String> mode() {
    return configuration
        .model()
        .queryStatistics()
        .map(mode -> mode.name().toLowerCase(Locale.ROOT));
  }

  /** The same in words. */
  Optional<String> statistics() {
    return configuration.model().queryStatistics().map(JudgedOn::normalised);
  }

  private static String normalised(Normalisation statistics) {
    return switch (statistics) {
      case BATCH ->
          "query examples are normalised together (batch statistics): what is said of one depends on"
              + " the others";
      case SUPPORT ->
          "each query example is normalised by the support examples (support statistics) and judged"
              + " alone";
    };
  }

  /** All of this as parts of a line of JSON, as far as there is anything to say. */
  Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("judged_on", tree());
    mode().ifPresent(mode -> parts.put(STATISTICS, mode));
    int permutations = configuration.evaluation().permutations();
    if (permutations > 1) {
      parts.put("permutations", permutations);
    }
    return parts;
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
