package dev.kindling.episode;

import dev.kindling.engine.Executable;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.task.ElementType;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Writes tasks side by side into a program's inputs. A place without a task, or whose task is left
 * out, is filled with zeros, which any model takes, and weighs nothing.
 */
final class TaskBlock {
  private final TaskShape shape;
  private final int places;

  TaskBlock(TaskShape shape, int places) {
    this.shape = shape;
    this.places = places;
  }

  void write(Executable executable, List<Task> tasks, IntPredicate counts) {
    if (tasks.size() > places) {
      throw new IllegalArgumentException(tasks.size() + " tasks do not fit a block of " + places);
    }
    writePart(executable, EpisodeNames.SUPPORT, shape.support(), tasks, counts);
    writePart(executable, EpisodeNames.QUERY, shape.query(), tasks, counts);
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
    for (int i = 0; i < tasks.size(); i++) {
      if (counts.test(i)) {
        Examples all =
            part.equals(EpisodeNames.SUPPORT) ? tasks.get(i).support() : tasks.get(i).query();
        copy(tasks.get(i), all.features(), features, i);
        copy(tasks.get(i), all.targets(), targets, i);
        copy(tasks.get(i), all.weights(), weights, i);
      }
    }
    executable.write(EpisodeNames.features(part), features, 0);
    executable.write(EpisodeNames.targets(part), targets, 0);
    executable.write(EpisodeNames.weights(part), weights, 0);
  }

  private void copy(Task task, HostTensor from, float[] to, int place) {
    int length = to.length / places;
    if (from.type() != ElementType.F32 || from.size() != length) {
      throw Fault.data(
          "task %s has %s where this run expects %d numbers of type F32 a task"
              .formatted(task.name(), from, length));
    }
    System.arraycopy(from.floats(), 0, to, place * length, length);
  }

  private static int size(List<Integer> dimensions) {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }
}
