package dev.kindling.command;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.config.Configuration;
import dev.kindling.episode.MetaState;
import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.evaluation.TimedReport;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.Split;
import dev.kindling.training.MetaTraining;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A checkpoint beside the meta-parameters that its run began with, on a split that has tasks, and
 * on those parts of a mixture that have some there.
 *
 * @param millisPerTask what a task of the whole took, for the trained model, to a thousandth
 */
record Judgement(Comparison comparison, double millisPerTask) {

  static Judgement of(
      Configuration configuration, Evaluation evaluation, Checkpoint checkpoint, Split split) {
    evaluation.begin("evaluation", "the model of step " + checkpoint.state().step());
    MetaState trained = checkpoint.state().forTasks();
    MetaState untrained = MetaState.start(MetaTraining.initialise(configuration));
    TimedReport timed = evaluation.timed(trained, split);
    Comparison comparison =
        new Comparison(
            checkpoint.state().step(),
            timed.report(),
            evaluation.report(untrained, split),
            parts(configuration, evaluation, trained, untrained, split));
    return new Judgement(comparison, Math.round(1e3 * timed.millisPerTask()) / 1e3);
  }

  private static List<Comparison.Part> parts(
      Configuration configuration,
      Evaluation evaluation,
      MetaState trained,
      MetaState untrained,
      Split split) {
    if (!(configuration.evaluation().tasks() instanceof MixtureSettings mixture)) {
      return List.of();
    }
    return IntStream.range(0, mixture.parts().size())
        .filter(i -> evaluation.lack(split, i).isEmpty())
        .mapToObj(
            i ->
                new Comparison.Part(
                    mixture.parts().get(i).label(i),
                    mixture.share(i),
                    evaluation.report(trained, split, i),
                    evaluation.report(untrained, split, i)))
        .toList();
  }
}
