package dev.kindling.command;

import dev.kindling.evaluation.Evaluation;
import dev.kindling.fault.Fault;
import dev.kindling.task.MixturePart;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What models cannot be judged on, since a store has nothing there: known, and told, before a run
 * begins.
 *
 * @param reasons of each split, what it lacks
 */
record NotJudged(Map<Split, List<Lack>> reasons) {

  /**
   * What a split lacks.
   *
   * @param part of a mixture; empty where there is nothing to judge on at all
   */
  record Lack(String part, String reason) {
    @Override
    public String toString() {
      return part.isEmpty() ? reason : part + ": " + reason;
    }
  }

  static NotJudged of(TaskSettings tasks, Split... splits) {
    Map<Split, List<Lack>> reasons = new LinkedHashMap<>();
    for (Split split : splits) {
      List<Lack> lacks = lacks(tasks, split);
      if (!lacks.isEmpty()) {
        reasons.put(split, lacks);
      }
    }
    return new NotJudged(reasons);
  }

  /** Parts of a mixture may lack tasks, but there must be something to judge on. */
  static NotJudged required(TaskSettings tasks, Split split) {
    Evaluation.lack(tasks, split)
        .ifPresent(
            lack -> {
              throw Fault.usage(
                  lack
                      + " to judge the model on; name another --split, such as train, or import more"
                      + " tasks and train anew");
            });
    return of(tasks, split);
  }

  private static List<Lack> lacks(TaskSettings tasks, Split split) {
    Optional<String> all = Evaluation.lack(tasks, split);
    if (all.isPresent()) {
      return List.of(new Lack("", all.get()));
    }
    List<Lack> lacks = new ArrayList<>();
    List<MixturePart> parts = tasks.parts();
    for (int i = 0; i < parts.size(); i++) {
      String label = parts.get(i).label(i);
      Evaluation.lack(parts.get(i).tasks(), split)
          .ifPresent(reason -> lacks.add(new Lack(label, reason)));
    }
    return lacks;
  }

  /** A run without anything to learn from is none. */
  static void requireTraining(TaskSettings tasks) {
    Optional<String> lack = tasks.open(Split.TRAIN).lack();
    if (lack.isPresent()) {
      throw Fault.usage(lack.get() + " to learn from; import more, or with a larger share for it");
    }
  }

  /** Test tasks; without any, the tasks that come nearest and tell at least whether it learned. */
  Split judged() {
    if (!lacksAll(Split.TEST)) {
      return Split.TEST;
    }
    return lacksAll(Split.VALIDATION) ? Split.TRAIN : Split.VALIDATION;
  }

  private boolean lacksAll(Split split) {
    return reasons.getOrDefault(split, List.of()).stream().anyMatch(lack -> lack.part().isEmpty());
  }

  /** A line for each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    reasons.forEach((split, lacks) -> lacks.forEach(lack -> lines.add(line(split, lack))));
    return lines;
  }

  private static String line(Split split, Lack lack) {
    return "not judged on %s tasks, since %s%s".formatted(name(split), lack, advice(split, lack));
  }

  private static String advice(Split split, Lack lack) {
    if (!lack.part().isEmpty()) {
      return "; other parts are";
    }
    return split == Split.VALIDATION
        ? "; the newest checkpoint stands for the best"
        : "; import more, or name another split by evaluate --split";
  }

  /** For JSON. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    reasons.forEach(
        (split, lacks) -> tree.put(name(split), lacks.stream().map(Lack::toString).toList()));
    return tree;
  }

  private static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}
