package dev.kindling.training;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.checkpoint.RollbacksMade;
import dev.kindling.checkpoint.TrainingState;
import dev.kindling.config.Configuration;
import dev.kindling.fault.Fault;

/**
 * Takes a run that diverged back to a checkpoint, from where the outer rate is smaller. Which one
 * is a function of the configuration and of what the run went through: the newest that was due
 * before the last step that counts, since theta of that step is what diverged. One from which the
 * run diverged again before the next was due is not sound, so the one before it is taken.
 */
final class Rollbacks {
  private final Configuration configuration;
  private final CheckpointStore store;
  private final MetaStep step;
  private final TrainingListener listener;

  /** Needs an optimiser whose rate can be lowered, if the run may go back at all. */
  Rollbacks(
      Configuration configuration,
      CheckpointStore store,
      MetaStep step,
      TrainingListener listener) {
    this.configuration = configuration;
    this.store = store;
    this.step = step;
    this.listener = listener;
    if (most() > 0 && configuration.optimizer().slowed(1).isEmpty()) {
      throw Fault.usage(
          "training.rollbacks needs an optimizer whose rate can be lowered but this one has none; set it to 0");
    }
  }

  private int most() {
    return configuration.training().rollbacks();
  }

  /**
   * The state to go on from.
   *
   * @param last the last state that is sound
   * @param fault why there is no state after it, which is thrown if the run may not go back
   */
  TrainingState after(TrainingState last, Fault fault, CheckpointWriting writing) {
    writing.await();
    if (last.rollbacks().number() >= most()) {
      throw fault.and(
          most() == 0
              ? writing.whatIsLeft()
              : "%s; the run went back as often as training.rollbacks lets it, %d times"
                  .formatted(writing.whatIsLeft(), most()));
    }
    TrainingState checkpoint =
        writing
            .patiently(() -> store.goBack(target(last), every()))
            .map(Checkpoint::state)
            .orElseGet(() -> MetaTraining.start(configuration));
    TrainingState back = checkpoint.withRollbacks(last.rollbacks().and(checkpoint.step()));
    listener.rolledBack(
        new Rollback(
            back.rollbacks().number(),
            most(),
            last.step() + 1,
            back.step(),
            step.factor(back),
            step.rate(back),
            fault.getMessage()));
    return back;
  }

  private long every() {
    return configuration.checkpoint().every();
  }

  private long target(TrainingState last) {
    long due = (last.step() - 1) / every() * every();
    RollbacksMade before = last.rollbacks();
    boolean early = last.step() < before.step() + every();
    boolean again = before.number() > 0 && early && due == before.step();
    return Math.max(0, again ? due - every() : due);
  }
}
