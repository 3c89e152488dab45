package dev.kindling.training;

import dev.kindling.checkpoint.TrainingState;
import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SkippedTask;
import dev.kindling.fault.Fault;
import dev.kindling.model.ParameterLayout;
import dev.kindling.optimize.Optimizer;
import dev.kindling.optimize.OptimizerSettings;
import dev.kindling.optimize.Update;
import dev.kindling.runner.MetaGradientTotal;
import dev.kindling.runner.Runner;
import dev.kindling.task.TaskSettings;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One outer step: the mean meta-gradient over the step's tasks, and the optimiser's answer to it.
 */
public final class MetaStep {
  private final Runner runner;
  private final EpisodeSettings episodes;
  private final OptimizerSettings optimizer;
  private final double rollbackFactor;
  private final double mostSkipped;
  private final ParameterLayout layout;
  private final StepShards shards;
  private final int tasks;
  private final TaskSettings data;
  private final Supplier<float[]> untrained;

  public MetaStep(Configuration configuration, Runner runner) {
    this.runner = runner;
    this.episodes = configuration.episodes();
    this.optimizer = configuration.optimizer();
    this.rollbackFactor = configuration.training().rollbackFactor();
    this.mostSkipped = configuration.training().mostSkipped();
    this.layout = episodes.buildLearner().layout();
    this.shards = new StepShards(configuration);
    this.tasks = configuration.training().tasksPerStep();
    this.data = configuration.tasks();
    this.untrained = () -> MetaTraining.initialise(configuration);
  }

  /** The state after a step, and what the step came to. */
  public record Result(TrainingState state, StepReport report) {}

  /** The next step. */
  public Result after(TrainingState state) {
    long started = System.nanoTime();
    ShardTime before = runner.time();
    long idleBefore = runner.idleNanos();
    StepShards.Round round = shards.after(state.step());
    long step = state.step() + 1;
    runner.begin("training", "step " + step);
    MetaGradientTotal total = total(state.forTasks(), round);
    long computed = System.nanoTime() - total.addingNanos();
    requireEnough(total, round, step);
    float[] mean = total.mean();
    Update update = update(state, mean);
    requireFinite(update, total.meanLoss(), step);
    var next =
        new TrainingState(update.theta(), update.state(), step, state.best(), state.rollbacks());
    ShardTime work = runner.time().minus(before);
    long idle = runner.idleNanos() - idleBefore;
    int atOnce = Math.min(runner.atOnce(), round.shards().size());
    var time = new StepTime(System.nanoTime() - started, computed - started, work, idle, atOnce);
    return new Result(next, report(state, total, mean, time));
  }

  private StepReport report(
      TrainingState before, MetaGradientTotal total, float[] mean, StepTime time) {
    return new StepReport(
        before.step() + 1,
        total.meanLoss(),
        length(mean, layout.moved()),
        rate(before),
        total.tasks(),
        total.skipped(),
        time);
  }

  /** With which the next step moves, if the optimiser says. */
  OptionalDouble rate(TrainingState state) {
    return optimizer(state).rate(state.optimizer());
  }

  /** What the outer rate is multiplied by; 1 for a run that never went back. */
  double factor(TrainingState state) {
    return StrictMath.pow(rollbackFactor, (double) state.rollbacks().number());
  }

  private Optimizer optimizer(TrainingState state) {
    return state.rollbacks().number() == 0
        ? optimizer.build()
        : optimizer.slowed(factor(state)).orElseThrow().build();
  }

  private static double length(float[] vector, int elements) {
    double squares = 0;
    for (int i = 0; i < elements; i++) {
      squares += (double) vector[i] * vector[i];
    }
    return Math.sqrt(squares);
  }

  /**
   * The optimiser moves the first part of theta, the tasks' mean replaces the next, the rest stays.
   *
   * @param mean of the meta-gradients, then of what tasks carry on
   */
  private Update update(TrainingState state, float[] mean) {
    float[] theta = state.metaParameters();
    int moved = layout.moved();
    Update update =
        optimizer(state)
            .update(Arrays.copyOf(theta, moved), Arrays.copyOf(mean, moved), state.optimizer());
    float[] next = theta.clone();
    System.arraycopy(update.theta(), 0, next, 0, moved);
    System.arraycopy(mean, moved, next, moved, mean.length - moved);
    return new Update(next, update.state());
  }

  private MetaGradientTotal total(MetaState state, StepShards.Round round) {
    return runner.total(episodes, state, round.shards(), round.coming(), layout.summed());
  }

  private void requireEnough(MetaGradientTotal total, StepShards.Round round, long step) {
    List<SkippedTask> skipped = total.skipped();
    if (total.isOfEnough(mostSkipped)) {
      return;
    }
    String seen =
        "step %d had to leave out %d of its %d tasks".formatted(step, skipped.size(), tasks);
    String first = "of the first, %s, %s".formatted(skipped.get(0).task(), skipped.get(0).reason());
    if (total.engineFailed()) {
      throw Fault.resources(
          "%s; %s; run kindling check on each machine that computes".formatted(seen, first));
    }
    if (DamagedNumbers.inMost(data, round.shards(), names(skipped))) {
      throw Fault.data(
          "%s, most of which hold numbers too large to be learned from or not finite; %s; check the tasks"
              .formatted(seen, first));
    }
    throw step > 1 && total(MetaState.start(untrained.get()), round).isOfEnough(mostSkipped)
        ? Fault.diverged(
            "training diverged: %s, most of which the untrained model can learn; %s; lower"
                    .formatted(seen, first)
                + " optimizer.rate or set optimizer.clip.norm")
        : Fault.diverged(
            "training diverged: %s; %s; lower learner.rate, with which an untrained model diverges too"
                .formatted(seen, first));
  }

  private static Set<String> names(List<SkippedTask> skipped) {
    return skipped.stream().map(SkippedTask::task).collect(Collectors.toSet());
  }

  static void requireFinite(Update update, double loss, long step) {
    boolean finite =
        Double.isFinite(loss)
            && isFinite(update.theta())
            && update.state().slots().values().stream().allMatch(MetaStep::isFinite);
    if (!finite) {
      throw Fault.diverged(
          "training diverged: after step %d the meta-parameters, the optimizer's state or the loss, %s,"
                  .formatted(step, loss)
              + " are not finite; lower optimizer.rate or set optimizer.clip.norm");
    }
  }

  private static boolean isFinite(float[] values) {
    boolean finite = true;
    for (float value : values) {
      finite &= Float.isFinite(value);
    }
    return finite;
  }
}
