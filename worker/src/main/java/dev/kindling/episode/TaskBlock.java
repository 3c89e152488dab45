package dev.kindling.episode;

import dev.kindling.engine.Executable;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.program.Program;
import dev.kindling.task.ElementType;
import dev.kindling.task.Examples;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Writes tasks side by side into a program's inputs. A task with fewer examples than the program
 * takes is filled up with zeros of weight 0, where sizes vary. A place without a task, or whose
 * task is left out, weighs nothing and is filled with another task that counts: the copy stays
 * finite where the original does, and 0 times a finite number is 0.
 */
final class TaskBlock {
  private final TaskShape shape;
  private final List<FeatureColumn> coded;
  private final int places;
  private final Sizes sizes;

  TaskBlock(TaskShape shape, int places, Sizes sizes) {
    this.shape = shape;
    this.coded = shape.coded();
    this.places = places;
    this.sizes = sizes;
  }

  void write(Executable executable, List<Task> tasks, IntPredicate counts) {
    if (tasks.size() > places) {
      throw new IllegalArgumentException(tasks.size() + " tasks do not fit a block of " + places);
    }
    writePart(executable, EpisodeNames.SUPPORT, shape.support(), tasks, counts);
    writePart(executable, EpisodeNames.QUERY, shape.query(), tasks, counts);
  }

  /** A task's own key, which follows from {@code key} and its name, whatever its place is. */
  static Key ownKey(Key key, Task task) {
    return key.fold(task.name());
  }

  /** Writes each task's own key, if the program draws numbers. */
  void writeKeys(Executable executable, Program program, List<Task> tasks, Key key) {
    if (!program.inputs().containsKey(EpisodeNames.KEYS)) {
      return;
    }
    float[] keys = new float[places * Key.FLOATS];
    for (int place = 0; place < places; place++) {
      Task task = tasks.get(Math.min(place, tasks.size() - 1));
      System.arraycopy(ownKey(key, task).floats(), 0, keys, place * Key.FLOATS, Key.FLOATS);
    }
    executable.write(EpisodeNames.KEYS, keys, 0);
  }

  /** 1 for each place with a task that counts. */
  float[] taskWeights(List<Task> tasks, IntPredicate counts) {
    float[] weights = new float[places];
    for (int i = 0; i < tasks.size(); i++) {
      weights[i] = counts.test(i) ? 1 : 0;
    }
    return weights;
  }

  private void writePart(
      Executable executable, String part, int examples, List<Task> tasks, IntPredicate counts) {
    float[] features = new float[places * examples * size(shape.features())];
    float[] targets = new float[places * examples * size(shape.targets())];
    float[] weights = new float[places * examples];
    Arrays.fill(weights, 1);
    for (int place = 0; place < places; place++) {
      int chosen = chosen(tasks, counts, place);
      if (chosen >= 0) {
        Task task = tasks.get(chosen);
        Examples all = part.equals(EpisodeNames.SUPPORT) ? task.support() : task.query();
        requireFits(task, all, examples);
        requireCodes(task, all);
        int start = place * examples;
        copy(all.features(), features, start * size(shape.features()));
        copy(all.targets(), targets, start * size(shape.targets()));
        copy(all.weights(), weights, start);
        Arrays.fill(weights, start + all.count(), start + examples, 0);
      }
    }
    executable.write(EpisodeNames.features(part), features, 0);
    executable.write(EpisodeNames.targets(part), targets, 0);
    executable.write(EpisodeNames.weights(part), weights, 0);
  }

  /** The place's own task if it counts, else the first that does, else -1. */
  private static int chosen(List<Task> tasks, IntPredicate counts, int place) {
    if (place < tasks.size() && counts.test(place)) {
      return place;
    }
    return IntStream.range(0, tasks.size()).filter(counts).findFirst().orElse(-1);
  }

  private void requireFits(Task task, Examples all, int examples) {
    boolean counted = sizes == Sizes.FIXED ? all.count() == examples : all.count() <= examples;
    int expected = counted ? all.count() : examples;
    requireNumbers(task, all.features(), expected * size(shape.features()));
    requireNumbers(task, all.targets(), expected * size(shape.targets()));
    requireNumbers(task, all.weights(), expected);
  }

  /** A code that a model has no place for would be learned as another, or as no number. */
  private void requireCodes(Task task, Examples all) {
    int width = size(shape.features());
    float[] features = all.features().floats();
    for (int column = width - coded.size(); column < width; column++) {
      int codes = coded.get(column - width + coded.size()).codes();
      for (int at = column; at < features.length; at += width) {
        if (!(features[at] >= 0 && features[at] < codes && features[at] == (int) features[at])) {
          throw noCode(task, coded.get(column - width + coded.size()), features[at]);
        }
      }
    }
  }

  private static Fault noCode(Task task, FeatureColumn column, float seen) {
    return Fault.data(
        "task %s has %s in %s where a code from 0 to %d is expected; correct the tasks, or the"
                .formatted(task.name(), seen, column.name(), column.codes() - 1)
            + " cardinalities of the model");
  }

  private void requireNumbers(Task task, HostTensor from, int expected) {
    if (from.type() != ElementType.F32 || from.size() != expected) {
      throw Fault.data(
          "task %s has %s where this run expects %s%d numbers of type F32 for each task"
              .formatted(task.name(), from, sizes == Sizes.FIXED ? "" : "at most ", expected));
    }
  }

  private static void copy(HostTensor from, float[] to, int start) {
    System.arraycopy(from.floats(), 0, to, start, from.size());
  }

  private static int size(List<Integer> dimensions) {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }
}
