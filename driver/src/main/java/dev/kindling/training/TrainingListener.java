package dev.kindling.training;

import dev.kindling.evaluation.EvaluationReport;

/** Is told how training goes, in the thread that trains. */
public interface TrainingListener {

  /** An outer step was made; validations and checkpoints are not in its time. */
  void stepped(StepReport report);

  void validated(long step, EvaluationReport report);

  /** Steps after that of the rollback do not count, and are made again. */
  default void rolledBack(Rollback rollback) {}

  /**
   * A checkpoint could not be written and is tried again, said in the thread that writes them; or
   * it is lost, since the run ends with something else.
   */
  default void waiting(String why) {}

  /** Tells two, the first one first. */
  static TrainingListener both(TrainingListener first, TrainingListener second) {
    return new TrainingListener() {
      @Override
      public void stepped(StepReport report) {
        first.stepped(report);
        second.stepped(report);
      }

      @Override
      public void validated(long step, EvaluationReport report) {
        first.validated(step, report);
        second.validated(step, report);
      }

      @Override
      public void rolledBack(Rollback rollback) {
        first.rolledBack(rollback);
        second.rolledBack(rollback);
      }

      @Override
      public void waiting(String why) {
        first.waiting(why);
        second.waiting(why);
      }
    };
  }
}
