package dev.kindling.training;

import dev.kindling.checkpoint.Best;
import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.checkpoint.Provenance;
import dev.kindling.checkpoint.TrainingState;
import dev.kindling.config.Configuration;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.fault.Fault;
import dev.kindling.learn.Learner;
import dev.kindling.runner.Runner;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The outer loop. The state after n steps is a function of the configuration alone, however often
 * the loop was stopped and resumed on the way.
 */
public final class MetaTraining {
  private final Configuration configuration;
  private final CheckpointStore store;
  private final Supplier<Provenance> provenance;
  private final TrainingListener listener;
  private final MetaStep step;
  private final Rollbacks rollbacks;
  private final Evaluation validation;

  /**
   * @param provenance what a checkpoint says of its making if it is written now
   */
  public MetaTraining(
      Configuration configuration,
      Runner runner,
      CheckpointStore store,
      Supplier<Provenance> provenance,
      TrainingListener listener) {
    this.configuration = configuration;
    this.store = store;
    this.provenance = provenance;
    this.listener = listener;
    this.step = new MetaStep(configuration, runner);
    this.rollbacks = new Rollbacks(configuration, store, step, listener);
    this.validation = Evaluation.of(configuration, runner);
  }

  /** The state before the first step. */
  public static TrainingState start(Configuration configuration) {
    float[] theta = initialise(configuration);
    int moved = configuration.episodes().buildLearner().layout().moved();
    var optimizer = configuration.optimizer().build().initialState(moved);
    return new TrainingState(theta, optimizer, 0, Optional.empty());
  }

  /** The meta-parameters before the first step, a function of model and seed. */
  public static float[] initialise(Configuration configuration) {
    Learner learner = configuration.episodes().buildLearner();
    return learner.initialise(Key.of(configuration.seed()).fold("initialise"));
  }

  /**
   * Goes on to the last step, or until {@code stop} at the end of the step under way; the state
   * that is returned is also written down, but for a rollback right before a stop, which is made
   * again.
   */
  public TrainingState run(TrainingState start, BooleanSupplier stop) {
    long patience = configuration.checkpoint().patience();
    try (var writing = new CheckpointWriting(store, patience, listener::waiting)) {
      TrainingState state = start;
      while (state.step() < configuration.training().steps() && !stop.getAsBoolean()) {
        state = next(state, writing);
      }
      writing.begin(checkpoint(state));
      writing.await();
      return state;
    }
  }

  private TrainingState next(TrainingState state, CheckpointWriting writing) {
    MetaStep.Result result;
    try {
      result = step.after(state);
    } catch (Fault fault) {
      if (fault.kind() != Fault.Kind.DIVERGED) {
        throw fault;
      }
      return rollbacks.after(state, fault, writing);
    }
    listener.stepped(result.report());
    return kept(result.state(), writing);
  }

  /** The same, judged and written down where that is due. */
  private TrainingState kept(TrainingState made, CheckpointWriting writing) {
    TrainingState state = isValidationDue(made.step()) ? validated(made) : made;
    if (isCheckpointDue(state)) {
      writing.begin(checkpoint(state));
    }
    return state;
  }

  private boolean isValidationDue(long step) {
    long every = configuration.evaluation().every();
    return step == configuration.training().steps() || (every > 0 && step % every == 0);
  }

  /** Without anything to judge on, no step is the best. */
  private TrainingState validated(TrainingState state) {
    if (validation.lack(Split.VALIDATION).isPresent()) {
      return state;
    }
    validation.begin("validation", "after step " + state.step());
    EvaluationReport report = validation.report(state.forTasks(), Split.VALIDATION);
    listener.validated(state.step(), report);
    double error = report.finalError();
    if (!report.mostCount() || state.best().filter(best -> best.error() <= error).isPresent()) {
      return state;
    }
    return state.withBest(new Best(state.step(), error));
  }

  private boolean isCheckpointDue(TrainingState state) {
    return state.step() % configuration.checkpoint().every() == 0
        || state.best().filter(best -> best.step() == state.step()).isPresent();
  }

  /** Its writing does nothing when the state is already there. */
  private Checkpoint checkpoint(TrainingState state) {
    Learner learner = configuration.episodes().buildLearner();
    return new Checkpoint(state, learner.layout(), provenance.get(), configuration);
  }
}
