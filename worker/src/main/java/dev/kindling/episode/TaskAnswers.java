package dev.kindling.episode;

import dev.kindling.metric.Answers;
import dev.kindling.task.Task;
import java.util.List;

/**
 * What a model said of the query examples of one task.
 *
 * @param steps after 0, 1, ... inner steps
 * @param errors the query error after as many
 */
public record TaskAnswers(Task task, List<Answers> steps, List<Double> errors) {
  public TaskAnswers {
    steps = List.copyOf(steps);
    errors = List.copyOf(errors);
  }
}
