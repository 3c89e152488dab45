package dev.kindling.benchmark;

import dev.kindling.task.Key;
import dev.kindling.task.Listed;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import java.util.List;
import java.util.OptionalLong;

/** The same tasks in the same places of every step, so that no time goes into drawing them. */
record FixedTasks(TaskShape shape, List<Task> tasks) implements TaskSettings {

  FixedTasks {
    tasks = List.copyOf(tasks);
  }

  @Override
  public TaskSource open(Split split) {
    return new Source(this);
  }

  private record Source(FixedTasks fixed) implements TaskSource {
    @Override
    public TaskShape shape() {
      return fixed.shape();
    }

    @Override
    public TaskList drawn(Key key) {
      return new Places(fixed.tasks());
    }

    @Override
    public Task sample(Key key) {
      throw new UnsupportedOperationException("a benchmark asks for places");
    }
  }

  private record Places(List<Task> tasks) implements TaskList {
    @Override
    public OptionalLong size() {
      return OptionalLong.of(tasks.size());
    }

    @Override
    public int count(int most) {
      return Math.min(most, tasks.size());
    }

    @Override
    public void expect(int place) {}

    @Override
    public Listed task(int place) {
      return Listed.of(tasks.get(place));
    }
  }
}
