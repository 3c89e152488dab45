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
import java.util.List;

/**
 * One outer step: the mean meta-gradient over the step's tasks, and the optimiser's answer to it.
 */
final class MetaStep {
  private final Cluster cluster;
  private final EpisodeSettings episodes;
  private final Optimizer optimizer;
  private final StepShards shards;
  private final int tasks;

  MetaStep(Configuration configuration, Cluster cluster) {
    this.cluster = cluster;
    this.episodes = configuration.episodes();
    this.optimizer = configuration.optimizer().build();
    this.shards = new StepShards(configuration);
    this.tasks = configuration.training().tasksPerStep();
  }

  /**
   * What a step results in.
   *
   * @param loss the mean query loss of its tasks, before the update
   */
  record Result(TrainingState state, double loss, List<SkippedTask> skipped) {}

  Result after(TrainingState state) {
    float[] theta = state.metaParameters();
    var total = new MetaGradientTotal(theta.length);
    StepShards.Round round = shards.after(state.step());
    cluster
        .compute(episodes, theta, round.shards(), round.coming(), EpisodeWorker::gradient)
        .forEach(total::add);
    requireMost(total, state.step() + 1);
    Update update = optimizer.update(theta, total.meanGradient(), state.optimizer());
    requireFinite(update, total.meanLoss(), state.step() + 1);
    var next = new TrainingState(update.theta(), update.state(), state.step() + 1, state.best());
    return new Result(next, total.meanLoss(), total.skipped());
  }

  private void requireMost(MetaGradientTotal total, long step) {
    List<SkippedTask> skipped = total.skipped();
    if (skipped.size() > total.tasks()) {
      throw Fault.data(
          "step %d had to leave out %d of its %d tasks; of the first, %s, %s; check the tasks, or"
                  .formatted(
                      step, skipped.size(), tasks, skipped.get(0).task(), skipped.get(0).reason())
              + " lower learner.rate and optimizer.rate; earlier checkpoints are whole");
    }
  }

  static void requireFinite(Update update, double loss, long step) {
    boolean finite =
        Double.isFinite(loss)
            && isFinite(update.theta())
            && update.state().slots().values().stream().allMatch(MetaStep::isFinite);
    if (!finite) {
      throw Fault.data(
          "training diverged: after step %d the meta-parameters, the optimizer's state or the loss, %s,"
                  .formatted(step, loss)
              + " are not finite; lower optimizer.rate or set optimizer.clip.norm; earlier checkpoints are whole");
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
