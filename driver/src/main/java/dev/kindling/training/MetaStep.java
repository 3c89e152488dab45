package dev.kindling.training;

import dev.kindling.checkpoint.TrainingState;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.SkippedTask;
import dev.kindling.fault.Fault;
import dev.kindling.optimize.Optimizer;
import dev.kindling.optimize.Update;
import dev.kindling.task.TaskSettings;
import java.util.List;
import java.util.function.Supplier;

/**
 * One outer step: the mean meta-gradient over the step's tasks, and the optimiser's answer to it.
 */
final class MetaStep {
  private final Cluster cluster;
  private final EpisodeSettings episodes;
  private final Optimizer optimizer;
  private final StepShards shards;
  private final int tasks;
  private final TaskSettings data;
  private final Supplier<float[]> untrained;

  MetaStep(Configuration configuration, Cluster cluster) {
    this.cluster = cluster;
    this.episodes = configuration.episodes();
    this.optimizer = configuration.optimizer().build();
    this.shards = new StepShards(configuration);
    this.tasks = configuration.training().tasksPerStep();
    this.data = configuration.tasks();
    this.untrained = () -> MetaTraining.initialise(configuration);
  }

  /**
   * What a step results in.
   *
   * @param loss the mean query loss of its tasks, before the update
   */
  record Result(TrainingState state, double loss, List<SkippedTask> skipped) {}

  Result after(TrainingState state) {
    float[] theta = state.metaParameters();
    StepShards.Round round = shards.after(state.step());
    MetaGradientTotal total = total(theta, round);
    requireMost(total, round, state.step() + 1);
    Update update = optimizer.update(theta, total.meanGradient(), state.optimizer());
    requireFinite(update, total.meanLoss(), state.step() + 1);
    var next = new TrainingState(update.theta(), update.state(), state.step() + 1, state.best());
    return new Result(next, total.meanLoss(), total.skipped());
  }

  private MetaGradientTotal total(float[] theta, StepShards.Round round) {
    var total = new MetaGradientTotal(theta.length);
    cluster
        .compute(episodes, theta, round.shards(), round.coming(), EpisodeWorker::gradient)
        .forEach(total::add);
    return total;
  }

  private void requireMost(MetaGradientTotal total, StepShards.Round round, long step) {
    List<SkippedTask> skipped = total.skipped();
    if (total.mostCount()) {
      return;
    }
    String seen =
        "step %d had to leave out %d of its %d tasks".formatted(step, skipped.size(), tasks);
    String first = "of the first, %s, %s".formatted(skipped.get(0).task(), skipped.get(0).reason());
    if (DamagedNumbers.inMost(data, round.shards())) {
      throw Fault.data(
          "%s, most of which hold numbers too large to be learned from or not finite; %s; check the tasks"
              .formatted(seen, first));
    }
    throw step > 1 && total(untrained.get(), round).mostCount()
        ? Fault.diverged(
            "training diverged: %s, most of which the untrained model can learn; %s; lower"
                    .formatted(seen, first)
                + " optimizer.rate or set optimizer.clip.norm")
        : Fault.diverged(
            "training diverged: %s; %s; lower learner.rate, with which an untrained model diverges too"
                .formatted(seen, first));
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
