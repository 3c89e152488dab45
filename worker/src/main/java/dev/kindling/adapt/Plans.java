package dev.kindling.adapt;

import dev.kindling.engine.Engine;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;
import dev.kindling.task.TaskShape;
import java.util.HashMap;
import java.util.Map;

/** The plans of a model's programs, each made once, when it is first needed. */
final class Plans {
  private final Prior prior;
  private final Engine engine;
  private final Map<Key, Planned> made = new HashMap<>();

  /** What a program is for. */
  enum Part {
    /** Support examples come in, what is kept of the tasks goes out. */
    ADAPTING,
    /** What is kept and questions come in, answers go out. */
    ANSWERING,
    /** Support examples and questions come in, answers go out. */
    SOLVING
  }

  private record Key(Form form, Part part) {}

  /**
   * A planned program.
   *
   * @param program as it was written, with all its inputs and outputs
   * @param tasks how many tasks it takes at once
   */
  record Planned(TaskShape shape, int tasks, Program program, Plan plan) {}

  Plans(Prior prior, Engine engine) {
    this.prior = prior;
    this.engine = engine;
  }

  Prior prior() {
    return prior;
  }

  Engine engine() {
    return engine;
  }

  synchronized Planned of(Form form, Part part) {
    return made.computeIfAbsent(new Key(form, part), this::planned);
  }

  private Planned planned(Key key) {
    Form form = key.form();
    EpisodePrograms programs = prior.programs(form.support(), form.sizes());
    int tasks = programs.tasksAtOnce(form.steps(), prior.ampleFlops());
    Program program =
        switch (key.part()) {
          case ADAPTING -> programs.adapting(tasks, form.steps());
          case ANSWERING -> programs.answering(tasks, form.steps());
          case SOLVING -> programs.solving(tasks, form.steps());
        };
    Plan plan = new Planner(engine.target()).plan(program);
    engine.target().requireRoom(engine.footprint(plan).bytes());
    return new Planned(programs.shape(), tasks, program, plan);
  }
}
