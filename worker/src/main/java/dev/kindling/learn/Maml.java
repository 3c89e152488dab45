package dev.kindling.learn;

import dev.kindling.differentiate.Gradient;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Model-agnostic meta-learning (Finn, Abbeel, Levine 2017). For each task, from {@code phi_0 =
 * theta}, K inner steps of gradient descent on the support loss,
 *
 * <pre>phi_{k+1} = phi_k - alpha dL_support(phi_k)/dphi_k,</pre>
 *
 * and the meta-gradient is {@code d/dtheta sum_tasks L_query(phi_K)}, through all the steps. Of
 * order 1 (FOMAML) each inner gradient is taken as a constant.
 *
 * <p>Departures from the paper: the sum over tasks is weighted, so that a block may be filled up
 * with tasks that do not count.
 */
final class Maml implements Learner {
  private final MamlSettings settings;
  private final Model model;
  private final TaskShape shape;
  private final Sizes sizes;
  private final Loss loss;
  private final Optional<Accuracy> accuracy;

  Maml(MamlSettings settings, Model model, TaskShape shape, Sizes sizes) {
    this.settings = settings;
    this.model = model;
    this.shape = shape;
    this.sizes = sizes;
    this.loss = Loss.of(shape);
    this.accuracy = Accuracy.of(shape);
  }

  @Override
  public ParameterLayout layout() {
    return model.parameters();
  }

  @Override
  public Sizes sizes() {
    return sizes;
  }

  @Override
  public float[] initialise(Key key) {
    return model.initialise(key);
  }

  @Override
  public Program training(int tasks) {
    var trace = new Trace();
    Map<String, Symbol> theta = theta(trace);
    Batch support = batch(trace, EpisodeNames.SUPPORT, tasks, shape.support());
    Batch query = batch(trace, EpisodeNames.QUERY, tasks, shape.query());
    Symbol taskWeights = trace.input(EpisodeNames.TASK_WEIGHTS, Shape.of(tasks));

    Map<String, Symbol> phi = forEachTask(theta, tasks);
    for (int k = 0; k < settings.steps(); k++) {
      phi = keep(innerStep(phi, support, settings.steps()), k);
    }
    Symbol loss = this.loss.perTask(predictions(phi, query, support), query);
    List<Symbol> gradients =
        Gradient.of(loss.times(taskWeights).sumAll(), List.copyOf(theta.values()));

    trace.output(EpisodeNames.LOSS, loss);
    int next = 0;
    for (String name : theta.keySet()) {
      trace.output(EpisodeNames.gradient(name), gradients.get(next++));
    }
    return trace.program();
  }

  @Override
  public Program evaluation(int tasks, int steps) {
    var trace = new Trace();
    Map<String, Symbol> phi = forEachTask(theta(trace), tasks);
    Batch support = batch(trace, EpisodeNames.SUPPORT, tasks, shape.support());
    Batch query = batch(trace, EpisodeNames.QUERY, tasks, shape.query());
    judge(0, phi, query, support);
    for (int k = 1; k <= steps; k++) {
      phi = innerStep(phi, support, steps);
      judge(k, phi, query, support);
    }
    return trace.program();
  }

  private void judge(int step, Map<String, Symbol> phi, Batch query, Batch support) {
    Symbol predictions = predictions(phi, query, support);
    Trace trace = predictions.trace();
    trace.output(EpisodeNames.error(step), loss.perTask(predictions, query));
    accuracy.ifPresent(
        share -> trace.output(EpisodeNames.accuracy(step), share.perTask(predictions, query)));
  }

  private Map<String, Symbol> theta(Trace trace) {
    Map<String, Symbol> theta = new LinkedHashMap<>();
    for (ParameterLayout.Parameter parameter : layout().parameters()) {
      String input = EpisodeNames.parameter(parameter.name());
      theta.put(parameter.name(), trace.input(input, parameter.shape()));
    }
    return theta;
  }

  private Batch batch(Trace trace, String part, int tasks, int examples) {
    return Batch.input(trace, part, tasks, examples, shape.features(), shape.targets());
  }

  private static Map<String, Symbol> forEachTask(Map<String, Symbol> theta, int tasks) {
    Map<String, Symbol> phi = new LinkedHashMap<>();
    theta.forEach((name, parameter) -> phi.put(name, parameter.repeat(tasks)));
    return phi;
  }

  /** The tasks' losses add up, and no task's depends on another's phi: one gradient serves all. */
  private Map<String, Symbol> innerStep(Map<String, Symbol> phi, Batch support, int steps) {
    Trace trace = support.targets().trace();
    int start = trace.size();
    List<Symbol> gradients = Gradient.of(loss(phi, support).sumAll(), List.copyOf(phi.values()));
    Map<String, Symbol> next = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, Symbol> parameter : phi.entrySet()) {
      Symbol gradient = gradients.get(i++);
      Symbol taken = settings.order() == 1 ? gradient.stopGradient() : gradient;
      next.put(parameter.getKey(), parameter.getValue().minus(taken.times(settings.rate())));
    }
    trace.requireRoom(steps, trace.size() - start);
    return next;
  }

  private static Map<String, Symbol> keep(Map<String, Symbol> phi, int step) {
    Map<String, Symbol> kept = new LinkedHashMap<>();
    phi.forEach((name, parameter) -> kept.put(name, parameter.keep(step)));
    return kept;
  }

  private Symbol loss(Map<String, Symbol> phi, Batch support) {
    return loss.perTask(model.apply(phi, support.inputs(sizes)), support);
  }

  private Symbol predictions(Map<String, Symbol> phi, Batch query, Batch support) {
    return model.apply(phi, query.inputs(sizes).after(support.inputs(sizes)));
  }
}
