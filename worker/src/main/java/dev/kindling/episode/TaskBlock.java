package dev.kindling.episode;

import dev.kindling.engine.Executable;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.program.Program;
import dev.kindling.task.Examples;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Writes tasks side by side into a program's inputs. A place without a task, or whose task is left
 * out, weighs nothing.
 */
final class TaskBlock {
  private final ExampleBlock support;
  private final ExampleBlock query;
  private final int places;

  TaskBlock(TaskShape shape, int places, Sizes sizes) {
    this.support = new ExampleBlock(shape, EpisodeNames.SUPPORT, shape.support(), places, sizes);
    this.query = new ExampleBlock(shape, EpisodeNames.QUERY, shape.query(), places, sizes);
    this.places = places;
  }

  void write(Executable executable, Program program, List<Task> tasks, IntPredicate counts) {
    if (tasks.size() > places) {
      throw new IllegalArgumentException(tasks.size() + " tasks do not fit a block of " + places);
    }
    support.write(executable, program, named(tasks, Task::support), counts);
    query.write(executable, program, named(tasks, Task::query), counts);
  }

  private static List<ExampleBlock.Named> named(List<Task> tasks, Function<Task, Examples> part) {
    return tasks.stream()
        .map(task -> new ExampleBlock.Named(task.name(), part.apply(task)))
        .toList();
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
}
