package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.evaluation.Standing;
import dev.kindling.fault.Fault;
import dev.kindling.meaning.Kinds;
import dev.kindling.runner.Runner;
import dev.kindling.task.Split;
import java.util.function.Supplier;

/** A model with the configuration that it is judged with. Its faults say which run's it is. */
record Contender(JudgedModel model, Configuration configuration) {

  /**
   * A model that can be judged.
   *
   * @param asked how, which need not fit it
   */
  static Contender of(JudgedModel model, Supplier<Configuration> asked, Console console) {
    return named(
        model.run(),
        () -> {
          Configuration shaped = model.shaped(asked.get(), console);
          model.requireFit(shaped);
          return new Contender(model, shaped);
        });
  }

  /** Episodes are a function of the seed, so that models judged with one seed meet the same. */
  Judgement judge(Runner runner, long seed, Split split) {
    int episodes = configuration.evaluation().episodes();
    var evaluation = new Evaluation(runner, configuration.episodes(), seed, episodes);
    return named(
        model.run(), () -> Judgement.of(configuration, evaluation, model.checkpoint(), split));
  }

  Standing standing(Judgement judgement) {
    return standing(model.run(), configuration, judgement);
  }

  static Standing standing(String run, Configuration configuration, Judgement judgement) {
    return new Standing(
        run,
        Kinds.name(configuration.learner().getClass()),
        judgement.comparison(),
        judgement.millisPerTask());
  }

  static <T> T named(String run, Supplier<T> work) {
    try {
      return work.get();
    } catch (Fault fault) {
      throw fault.in(run);
    }
  }
}
