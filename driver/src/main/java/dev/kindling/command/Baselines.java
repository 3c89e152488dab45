package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.evaluation.Standing;
import dev.kindling.evaluation.Standings;
import dev.kindling.fault.Fault;
import dev.kindling.runner.Runner;
import dev.kindling.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models of other runs that {@code evaluation.baselines} sets beside a model. */
record Baselines(Configuration configuration, List<Contender> contenders) {
  private static final String KEY = "evaluation.baselines";

  /**
   * Opens them all, so that one that cannot be judged is told of before hours of training. Plans of
   * the model itself are made after this: a process keeps those of one model.
   *
   * @param configuration of the model that they stand beside
   */
  static Baselines of(Configuration configuration, Console console) {
    List<Contender> contenders = new ArrayList<>();
    for (String run : configuration.evaluation().baselines()) {
      try {
        contenders.add(open(run, configuration, console));
      } catch (Fault fault) {
        throw fault.in(KEY);
      }
    }
    return new Baselines(configuration, contenders);
  }

  private static Contender open(String run, Configuration configuration, Console console) {
    JudgedModel model = Contender.named(run, () -> JudgedModel.open(run, Optional.empty()));
    Configuration own = model.trained();
    return Contender.of(
        model,
        () -> own.withEvaluation(own.evaluation().onTasksOf(configuration.evaluation())),
        console);
  }

  /** The same beside a model that is judged before them. */
  void requireRoom(Contender first, RunnerOptions where, Split split) {
    List<Contender> all = new ArrayList<>(List.of(first));
    all.addAll(contenders);
    Contender.requireRoom(all, where, split);
  }

  /** Refuses those that memory cannot judge one after the other. */
  void requireRoom(RunnerOptions where, Split split) {
    try {
      Contender.requireRoom(contenders, where, split);
    } catch (Fault fault) {
      throw fault.in(KEY);
    }
  }

  /**
   * The model of a run beside them, judged on the tasks that it was judged on; nothing where there
   * are none.
   */
  Optional<Standings> beside(String run, Judgement judgement, Runner runner, Split split) {
    if (contenders.isEmpty()) {
      return Optional.empty();
    }
    List<Standing> standings = new ArrayList<>();
    standings.add(Contender.standing(run, configuration, judgement));
    for (Contender contender : contenders) {
      standings.add(contender.standing(contender.judge(runner, configuration.seed(), split)));
    }
    return Optional.of(new Standings(standings));
  }
}
