package dev.kindling.task;

import java.util.List;
import java.util.Optional;

/**
 * What is in a place of a {@link TaskList}.
 *
 * @param task nothing where its record is damaged: no other takes its place, which would then be
 *     judged twice
 * @param passedOver damaged records that were met
 */
public record Listed(Optional<Task> task, List<DamagedRecord> passedOver) {

  public Listed {
    passedOver = List.copyOf(passedOver);
  }

  public static Listed of(Task task) {
    return new Listed(Optional.of(task), task.passedOver());
  }
}
