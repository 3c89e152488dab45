package dev.kindling.training;

import dev.kindling.episode.Shard;
import dev.kindling.task.ElementType;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Task;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells tasks that nothing can learn from a learner that made nothing of them: numbers that are not
 * finite, or whose squares are not, give no finite error. Asked only of a step that failed.
 */
final class DamagedNumbers {

  /** Enough to tell which of the two most of them are. */
  private static final int MOST_READ = 64;

  private static final double LARGEST = Math.sqrt(Float.MAX_VALUE);

  private DamagedNumbers() {}

  /**
   * Whether most of the first tasks that a step left out cannot be learned from, whatever the
   * settings.
   *
   * @param names of what was left out
   */
  static boolean inMost(TaskSettings tasks, List<Shard> shards, Set<String> names) {
    TaskSource source = tasks.open(shards.get(0).split());
    List<Task> first =
        shards.stream()
            .flatMap(shard -> drawn(source, shard))
            .filter(task -> names.contains(task.name()))
            .limit(MOST_READ)
            .toList();
    long damaged = first.stream().filter(DamagedNumbers::in).count();
    return 2 * damaged > first.size();
  }

  private static Stream<Task> drawn(TaskSource source, Shard shard) {
    TaskList list = source.drawn(shard.key());
    return Stream.iterate(shard.firstSlot(), slot -> slot + 1)
        .limit(shard.tasks())
        .flatMap(slot -> list.task(slot).task().stream());
  }

  static boolean in(Task task) {
    return Stream.of(task.support(), task.query())
        .flatMap(part -> Stream.of(part.features(), part.targets()))
        .anyMatch(DamagedNumbers::in);
  }

  private static boolean in(HostTensor tensor) {
    if (tensor.type() != ElementType.F32) {
      return false;
    }
    for (float number : tensor.floats()) {
      if (!(Math.abs(number) <= LARGEST)) {
        return true;
      }
    }
    return false;
  }
}
