package dev.kindling.command;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.task.Split;
import dev.kindling.training.MetaTraining;

/** Sets a checkpoint beside the meta-parameters that its run began with. */
final class Judgement {

  private Judgement() {}

  static Comparison of(
      Configuration configuration, Cluster cluster, Checkpoint checkpoint, Split split) {
    Evaluation evaluation = Evaluation.of(configuration, cluster);
    return new Comparison(
        checkpoint.state().step(),
        evaluation.report(checkpoint.state().metaParameters(), split),
        evaluation.report(MetaTraining.initialise(configuration), split));
  }
}
