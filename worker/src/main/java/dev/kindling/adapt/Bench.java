package dev.kindling.adapt;

import dev.kindling.adapt.Plans.Part;
import dev.kindling.engine.Executable;
import dev.kindling.episode.ExampleBlock;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.task.Examples;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiled programs of a model, of which those not used for longest go. Their meta-parameters were
 * written once. One thread at a time may use it.
 */
final class Bench implements AutoCloseable {
  private static final int MOST_PROGRAMS = 8;
  private static final float LOAD_FACTOR = 0.75f;
  private static final String PREDICTIONS = EpisodeNames.PREDICTIONS;

  private record Which(Form form, Part part) {}

  private record Compiled(Plans.Planned planned, Executable executable) {}

  private final Plans plans;
  private final Map<Which, Compiled> programs = new LinkedHashMap<>(16, LOAD_FACTOR, true);

  Bench(Plans plans) {
    this.plans = plans;
  }

  /** How many tasks of a form are adapted at once. */
  int tasksAtOnce(Form form) {
    return plans.of(form, Part.ADAPTING).tasks();
  }

  /** Adapts at most {@link #tasksAtOnce} tasks of one form. */
  List<Kept> adapt(Form form, List<Examples> tasks) {
    Compiled adapting = compiled(form, Part.ADAPTING);
    write(adapting, EpisodeNames.SUPPORT, form.support(), form.sizes(), tasks);
    adapting.executable().run();
    List<Map<String, float[]>> values = new ArrayList<>();
    tasks.forEach(task -> values.add(new HashMap<>()));
    int places = adapting.planned().tasks();
    for (String name : adapting.planned().program().outputs().keySet()) {
      float[] all = new float[adapting.planned().program().outputShape(name).size()];
      adapting.executable().read(name, all, 0);
      int each = all.length / places;
      for (int task = 0; task < tasks.size(); task++) {
        values.get(task).put(name, Arrays.copyOfRange(all, task * each, (task + 1) * each));
      }
    }
    List<Kept> kept = new ArrayList<>();
    for (int task = 0; task < tasks.size(); task++) {
      kept.add(new Kept(tasks.get(task), form, values.get(task)));
    }
    return kept;
  }

  /**
   * What is said of each task's questions: a row of scores for each question.
   *
   * @param form that all tasks have with so many questions
   * @param tasks at most {@link #tasksAtOnce}
   * @param questions of each task at most as many as the model takes at once
   */
  List<float[]> ask(Form form, List<Kept> tasks, List<Examples> questions) {
    Compiled answering = compiled(form, Part.ANSWERING);
    writeQuery(answering, form, questions);
    List<Examples> support = tasks.stream().map(Kept::support).toList();
    write(answering, EpisodeNames.SUPPORT, form.support(), form.sizes(), support);
    writeKept(answering, tasks);
    return answers(answering, questions);
  }

  /** The same for tasks that are adapted for these questions, and not kept. */
  List<float[]> solve(Form form, List<Examples> tasks, List<Examples> questions) {
    Compiled solving = compiled(form, Part.SOLVING);
    write(solving, EpisodeNames.SUPPORT, form.support(), form.sizes(), tasks);
    writeQuery(solving, form, questions);
    return answers(solving, questions);
  }

  private void writeQuery(Compiled compiled, Form form, List<Examples> questions) {
    int query = plans.prior().shape().query();
    write(compiled, EpisodeNames.QUERY, query, form.sizes(), questions);
  }

  private List<float[]> answers(Compiled compiled, List<Examples> questions) {
    compiled.executable().run();
    float[] all = new float[compiled.planned().program().outputShape(PREDICTIONS).size()];
    compiled.executable().read(PREDICTIONS, all, 0);
    int each = all.length / compiled.planned().tasks();
    List<float[]> answers = new ArrayList<>();
    for (int task = 0; task < questions.size(); task++) {
      int said = questions.get(task).count() * plans.prior().shape().outputs();
      answers.add(Arrays.copyOfRange(all, task * each, task * each + said));
    }
    return answers;
  }

  private void writeKept(Compiled answering, List<Kept> tasks) {
    int places = answering.planned().tasks();
    for (String name : answering.planned().program().inputs().keySet()) {
      if (name.startsWith(EpisodeNames.ADAPTED)) {
        float[] all = new float[answering.planned().program().inputShape(name).size()];
        int each = all.length / places;
        for (int place = 0; place < places; place++) {
          Kept kept = tasks.get(place < tasks.size() ? place : 0);
          System.arraycopy(kept.value(name, each), 0, all, place * each, each);
        }
        answering.executable().write(name, all, 0);
      }
    }
  }

  private static void write(
      Compiled compiled, String part, int examples, Sizes sizes, List<Examples> tasks) {
    Plans.Planned planned = compiled.planned();
    List<ExampleBlock.Named> named = new ArrayList<>();
    for (int task = 0; task < tasks.size(); task++) {
      named.add(new ExampleBlock.Named(String.valueOf(task + 1), tasks.get(task)));
    }
    new ExampleBlock(planned.shape(), part, examples, planned.tasks(), sizes)
        .write(compiled.executable(), planned.program(), named, task -> true);
  }

  private Compiled compiled(Form form, Part part) {
    var which = new Which(form, part);
    Compiled known = programs.get(which);
    if (known != null) {
      return known;
    }
    makeRoom();
    Plans.Planned planned = plans.of(form, part);
    var compiled = new Compiled(planned, plans.engine().compile(planned.plan()));
    writeModel(compiled);
    programs.put(which, compiled);
    return compiled;
  }

  /** What stays the same for all tasks. */
  private void writeModel(Compiled compiled) {
    Prior prior = plans.prior();
    var learner = prior.programs(prior.shape().support(), prior.sizes()).learner();
    var inputs = compiled.planned().program().inputs();
    for (var parameter : learner.layout().parameters()) {
      String input = EpisodeNames.parameter(parameter.name());
      if (inputs.containsKey(input)) {
        compiled.executable().write(input, prior.theta(), parameter.offset());
      }
    }
    learner
        .controls(prior.outerSteps())
        .forEach(
            (name, value) -> {
              if (inputs.containsKey(EpisodeNames.control(name))) {
                float[] one = {value.floatValue()};
                compiled.executable().write(EpisodeNames.control(name), one, 0);
              }
            });
    if (inputs.containsKey(EpisodeNames.KEYS)) {
      float[] keys = new float[compiled.planned().tasks() * Key.FLOATS];
      for (int at = 0; at < keys.length; at += Key.FLOATS) {
        System.arraycopy(Key.of(0).floats(), 0, keys, at, Key.FLOATS);
      }
      compiled.executable().write(EpisodeNames.KEYS, keys, 0);
    }
  }

  private void makeRoom() {
    Iterator<Compiled> longestUnused = programs.values().iterator();
    while (programs.size() >= MOST_PROGRAMS) {
      longestUnused.next().executable().close();
      longestUnused.remove();
    }
  }

  @Override
  public void close() {
    programs.values().forEach(compiled -> compiled.executable().close());
    programs.clear();
  }
}
