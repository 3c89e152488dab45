package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.engine.Footprint;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.evaluation.Standing;
import dev.kindling.fault.Fault;
import dev.kindling.meaning.Kinds;
import dev.kindling.runner.MemoryNeed;
import dev.kindling.runner.Runner;
import dev.kindling.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A model with the configuration that it is judged with. Its faults say which run's it is.
 *
 * @param program what a thread takes that judges it
 */
record Contender(JudgedModel model, Configuration configuration, Footprint program) {

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
          return new Contender(model, shaped, model.requireFit(shaped).judging());
        });
  }

  /** What it takes to judge it on a split. */
  MemoryNeed need(Split split) {
    int shards = Evaluation.shards(configuration, split);
    return MemoryNeed.judging(configuration.episodes(), program, shards);
  }

  /** Refuses models that memory cannot hold, or judge one after the other. */
  static void requireRoom(List<Contender> contenders, RunnerOptions where, Split split) {
    List<MemoryNeed> needs = new ArrayList<>();
    for (Contender contender : contenders) {
      needs.add(named(contender.model().run(), () -> contender.need(split)));
    }
    long held = needs.stream().mapToLong(MemoryNeed::heldBytes).sum();
    for (int i = 0; i < needs.size(); i++) {
      MemoryNeed need = needs.get(i).beside(held - needs.get(i).heldBytes());
      named(
          contenders.get(i).model().run(),
          () -> {
            where.requireRoom(need);
            return need;
          });
    }
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
