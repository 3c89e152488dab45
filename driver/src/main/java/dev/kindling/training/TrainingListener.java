package dev.kindling.training;

import dev.kindling.episode.SkippedTask;
import dev.kindling.evaluation.EvaluationReport;
import java.util.List;

/** Is told how training goes, in the thread that trains. */
public interface TrainingListener {

  /**
   * An outer step was made.
   *
   * @param step how many outer steps were made so far
   * @param loss the mean query loss of its tasks, before the step
   * @param skipped tasks that it left out
   * @param nanos how long it took; validations and checkpoints are not in it
   */
  void stepped(long step, double loss, List<SkippedTask> skipped, long nanos);

  void validated(long step, EvaluationReport report);
}
