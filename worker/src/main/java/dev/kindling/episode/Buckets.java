package dev.kindling.episode;

import dev.kindling.task.Sizes;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/**
 * The few sizes that programs are made for where tasks vary: the largest, and its halves, quarters
 * and eighths, of examples and, where tasks are learned from, of tasks at once. Which task goes
 * where depends on the tasks alone.
 */
public final class Buckets {
  private static final int HALVINGS = 3;

  private final TaskShape largest;
  private final int places;
  private final Sizes sizes;

  Buckets(TaskShape largest, int places, Sizes sizes) {
    this.largest = largest;
    this.places = places;
    this.sizes = sizes;
  }

  /** The least of {@code most}, its halves, quarters and eighths, that holds so many examples. */
  public static int room(int most, int count) {
    return part(most, halvings(most, count));
  }

  TaskShape largest() {
    return largest;
  }

  int places() {
    return places;
  }

  Sizes sizes() {
    return sizes;
  }

  /**
   * Tasks to learn from in groups, those of large tasks first, each with the sizes that hold it.
   */
  Map<Bucket, List<Task>> toLearn(List<Task> tasks) {
    return groups(tasks, this::halvings, this::bucket);
  }

  /**
   * Tasks to judge in groups. The group of a task follows from its support examples alone, so that
   * one that is adapted before anybody asks is adapted in the same way.
   */
  Map<Bucket, List<Task>> toJudge(List<Task> tasks) {
    return groups(
        tasks,
        task -> halvings(largest.support(), task.support().count()),
        (group, halvings) ->
            new Bucket(places, part(largest.support(), halvings), largest.query()));
  }

  private Map<Bucket, List<Task>> groups(
      List<Task> tasks,
      ToIntFunction<Task> halvingsOf,
      BiFunction<Integer, Integer, Bucket> bucketOf) {
    Map<Bucket, List<Task>> groups = new LinkedHashMap<>();
    if (sizes == Sizes.FIXED) {
      groups.put(new Bucket(places, largest.support(), largest.query()), tasks);
      return groups;
    }
    for (int halvings = 0; halvings <= HALVINGS; halvings++) {
      List<Task> group = new ArrayList<>();
      for (Task task : tasks) {
        if (halvingsOf.applyAsInt(task) == halvings) {
          group.add(task);
        }
      }
      if (!group.isEmpty()) {
        groups.put(bucketOf.apply(group.size(), halvings), group);
      }
    }
    return groups;
  }

  /**
   * How often the largest sizes can be halved and still hold the task; 0 if never, or too large.
   */
  private int halvings(Task task) {
    int support = halvings(largest.support(), task.support().count());
    return Math.min(support, halvings(largest.query(), task.query().count()));
  }

  private static int halvings(int most, int count) {
    int halvings = 0;
    while (halvings < HALVINGS && part(most, halvings + 1) >= count) {
      halvings++;
    }
    return halvings;
  }

  private Bucket bucket(int tasks, int halvings) {
    return new Bucket(
        part(places, halvings(places, tasks)),
        part(largest.support(), halvings),
        part(largest.query(), halvings));
  }

  /** What is left of {@code whole} after so many halvings, rounded up. */
  private static int part(int whole, int halvings) {
    return (whole + (1 << halvings) - 1) >> halvings;
  }
}
