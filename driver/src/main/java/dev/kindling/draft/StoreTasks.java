package dev.kindling.draft;

import dev.kindling.fault.Fault;
import dev.kindling.store.ColumnStatistics;
import dev.kindling.store.Contents;
import dev.kindling.store.Count;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.Manifest;
import dev.kindling.store.TaskContents;
import dev.kindling.task.Split;
import dev.kindling.task.StoreChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Tasks that every split of a store can give. */
record StoreTasks(String uri, Manifest manifest) {

  private static final long MOST_WAYS = 5;
  private static final long MOST_QUERIES = 5;
  private static final long MOST_EXAMPLES = 40;

  /** The larger of the two sizes that few-shot papers use; the networks are made for them. */
  private static final int LARGE_SIDE = 84;

  private static final int SMALL_SIDE = 28;

  /** Outside of this, a target's numbers are far from what a network says at first. */
  private static final double LARGE_TARGET = 30;

  private static final double SMALL_TARGET = .03;

  Map<String, Object> tree() {
    return manifest.contents() instanceof ExampleContents examples ? episodes(examples) : stored();
  }

  /** Those that have anything. */
  List<Split> splits() {
    List<Split> splits = Arrays.stream(Split.values()).filter(split -> records(split) > 0).toList();
    if (!splits.contains(Split.TRAIN)) {
      throw Fault.usage(
          "a store with something to train on is expected but the train split of %s is empty; import"
                  .formatted(uri)
              + " more or with another --split");
    }
    return splits;
  }

  private long records(Split split) {
    Count count = manifest.count(split);
    return count.classes() + count.tasks();
  }

  private long least(ToLongFunction<Count> number) {
    return splits().stream()
        .mapToLong(split -> number.applyAsLong(manifest.count(split)))
        .min()
        .orElse(0);
  }

  private Map<String, Object> episodes(ExampleContents contents) {
    for (Split split : splits()) {
      requireTwoClasses(split);
    }
    // A class with fewer examples than a task takes is passed over; of two each, none is.
    long examples = Math.max(2, least(Count::least));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", "episodes");
    tree.put("uri", uri);
    tree.put("version", StoreChoice.NEWEST);
    tree.put("ways", Math.min(MOST_WAYS, least(Count::classes)));
    tree.put("shots", 1L);
    tree.put("queries", Math.min(MOST_QUERIES, examples - 1));
    int side = side(contents);
    if (side > 0) {
      tree.put("size", side + "x" + side);
    }
    return tree;
  }

  private void requireTwoClasses(Split split) {
    if (manifest.count(split).classes() < 2) {
      throw Fault.usage(
          "a task tells two classes apart or more but the %s split of %s has only one; import more, or"
                  .formatted(name(split), uri)
              + " with --split 1,0,0 to train on all");
    }
  }

  /** What images are to be brought to; 0 if they stay as they are. */
  private int side(ExampleContents contents) {
    if (!contents.isImage()) {
      return 0;
    }
    double stored =
        contents.isVarying()
            ? (mean("height") + mean("width")) / 2
            : (contents.shape().get(0) + contents.shape().get(1)) / 2.0;
    if (!contents.isVarying() && stored <= LARGE_SIDE) {
      return 0;
    }
    return stored < LARGE_SIDE ? SMALL_SIDE : LARGE_SIDE;
  }

  private double mean(String column) {
    return column(column).mean();
  }

  private ColumnStatistics column(String name) {
    return manifest.statistics().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Support and query of one size, together what most tasks have. */
  private Map<String, Object> stored() {
    long tasks = splits().stream().mapToLong(this::records).sum();
    long rows = splits().stream().mapToLong(split -> manifest.count(split).examples()).sum();
    long examples = Math.max(2, Math.min(MOST_EXAMPLES, Math.round((double) rows / tasks)));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", "stored");
    tree.put("uri", uri);
    tree.put("version", StoreChoice.NEWEST);
    tree.put("support", examples / 2);
    tree.put("query", examples - examples / 2);
    return tree;
  }

  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    Contents contents = manifest.contents();
    String unit = contents instanceof TaskContents ? "tasks" : "classes";
    String what =
        contents instanceof TaskContents tasks
            ? "Learns, for each task of %s, to tell %s from a few rows of it."
                .formatted(uri, tasks.target())
            : "Learns to tell classes of %s apart from an example of each.".formatted(uri);
    remarks.add(what);
    remarks.add(
        Arrays.stream(Split.values())
            .map(split -> "%d %s".formatted(records(split), name(split)))
            .collect(
                Collectors.joining(
                    ", ",
                    "Version %d of it has ".formatted(manifest.version()),
                    " " + unit + ".")));
    if (contents instanceof TaskContents tasks && tasks.classes() == 0) {
      remarkTarget(remarks, column(tasks.target()));
    }
    return remarks;
  }

  private static void remarkTarget(List<String> remarks, ColumnStatistics target) {
    double size = Math.max(Math.abs(target.mean()), target.deviation());
    if (size > LARGE_TARGET || (size > 0 && size < SMALL_TARGET)) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "Mind that %s is about %.3g: a network learns numbers near 1 far better, so divide the"
                  + " column by that before the import.",
              target.name(),
              size));
    }
  }

  private static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}
