package dev.kindling.check;

import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.model.ParameterLayout.Role;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Whether a learner's meta-gradient is what it claims, on small tasks of numbers and of classes: in
 * double precision, along a random direction u of all meta-parameters that are moved, {@code <g,
 * u>} against {@code (L(theta + h u) - L(theta - h u)) / 2h}, with L the loss that it reports.
 */
public final class LearnerCheck {
  private static final int TASKS = 2;
  private static final int DIRECTIONS = 3;
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 1e-5;
  private static final double ENGINE_TOLERANCE = 1e-3;

  /** No schedule of a learner goes on for so many outer steps. */
  private static final long LATE = 1_000_000_000;

  private static final ModelSettings MODEL = new MlpSettings(List.of(6, 5), Activation.TANH);
  private static final Map<String, TaskShape> SHAPES = shapes();

  private final String kind;
  private final Map<String, EpisodePrograms> programs = new LinkedHashMap<>();

  /**
   * A check of a learner on the tasks that it takes.
   *
   * @throws Fault as the learner refuses the tasks, where it takes neither
   */
  public LearnerCheck(String kind, LearnerSettings settings) {
    this.kind = kind;
    Fault refusal = null;
    for (var shape : SHAPES.entrySet()) {
      try {
        programs.put(shape.getKey(), EpisodePrograms.of(settings, MODEL, shape.getValue()));
      } catch (Fault refused) {
        refusal = refused;
      }
    }
    if (programs.isEmpty()) {
      throw refusal;
    }
  }

  private static Map<String, TaskShape> shapes() {
    Map<String, TaskShape> shapes = new LinkedHashMap<>();
    shapes.put("tasks of numbers", new TaskShape(List.of(3), List.of(2), 4, 5));
    shapes.put("tasks of classes", new TaskShape(List.of(3), List.of(), 6, 6, 3));
    return shapes;
  }

  /** What the learner claims. */
  public MetaGradientOrder claimed() {
    return programs.values().iterator().next().learner().order();
  }

  /** What the meta-gradient is seen to be, by the tasks that it was looked at on. */
  public Map<String, MetaGradientOrder> seen() {
    Map<String, MetaGradientOrder> seen = new LinkedHashMap<>();
    programs.forEach((tasks, one) -> seen.put(tasks, seen(one)));
    return seen;
  }

  private static MetaGradientOrder seen(EpisodePrograms one) {
    for (MetaGradientOrder order : MetaGradientOrder.values()) {
      if (error(one, order) <= TOLERANCE) {
        return order;
      }
    }
    throw Fault.data("the meta-gradient is not finite");
  }

  /** Whether it is that. */
  public List<Finding> claims() {
    List<Finding> findings = new ArrayList<>();
    programs.forEach(
        (tasks, one) -> {
          MetaGradientOrder claim = one.learner().order();
          String where = tasks + ", where it claims to be " + claim;
          findings.add(Finding.of(kind, "is " + claim, error(one, claim), TOLERANCE, where));
        });
    return merged(findings);
  }

  /** Whether an engine gives what the reference does. */
  public List<Finding> on(Engine engine) {
    List<Finding> findings = new ArrayList<>();
    programs.forEach(
        (tasks, one) -> {
          Program program = one.training(TASKS);
          double error = EngineCheck.error(program, numbers(one, program), engine);
          String check = engine.name() + " = reference";
          findings.add(Finding.of(kind, check, error, ENGINE_TOLERANCE, tasks));
        });
    return merged(findings);
  }

  private static List<Finding> merged(List<Finding> findings) {
    return List.of(findings.stream().reduce(Finding::with).orElseThrow());
  }

  /** How far the meta-gradient is from being of that order; not a number where it is not finite. */
  private static double error(EpisodePrograms one, MetaGradientOrder order) {
    Program program = one.training(TASKS);
    Map<String, double[]> at = numbers(one, program);
    Map<String, double[]> outputs = ReferenceEngine.evaluate(program, at);
    return switch (order) {
      case EXACT -> error(one, at, outputs, moved -> ReferenceEngine.evaluate(program, moved));
      case FIRST_ORDER -> error(one, at, outputs, FrozenProgram.of(program, at)::evaluate);
      case PSEUDO_GRADIENT -> size(one, outputs) * 0;
    };
  }

  private static double error(
      EpisodePrograms one,
      Map<String, double[]> at,
      Map<String, double[]> outputs,
      UnaryOperator<Map<String, double[]>> evaluate) {
    double worst = 0;
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      Map<String, double[]> u = direction(one, Key.of(direction));
      double expected = 0;
      for (Parameter moved : one.layout().parameters(Role.MOVED)) {
        double[] gradient = outputs.get(EpisodeNames.gradient(moved.name()));
        expected += SampleNumbers.inner(gradient, u.get(EpisodeNames.parameter(moved.name())));
      }
      double ahead = loss(evaluate.apply(SampleNumbers.moved(at, u, STEP)), at);
      double behind = loss(evaluate.apply(SampleNumbers.moved(at, u, -STEP)), at);
      double difference = (ahead - behind) / (2 * STEP);
      double scale = Math.max(Math.abs(expected), 0.1 * size(one, outputs));
      worst = Math.max(worst, Math.abs(difference - expected) / scale);
    }
    return worst;
  }

  /** The Euclidean norm of the meta-gradient. */
  private static double size(EpisodePrograms one, Map<String, double[]> outputs) {
    double square = 0;
    for (Parameter moved : one.layout().parameters(Role.MOVED)) {
      double[] gradient = outputs.get(EpisodeNames.gradient(moved.name()));
      square += SampleNumbers.inner(gradient, gradient);
    }
    return Math.sqrt(square);
  }

  private static double loss(Map<String, double[]> outputs, Map<String, double[]> at) {
    return SampleNumbers.inner(outputs.get(EpisodeNames.LOSS), at.get(EpisodeNames.TASK_WEIGHTS));
  }

  private static Map<String, double[]> direction(EpisodePrograms one, Key key) {
    Map<String, double[]> direction = new LinkedHashMap<>();
    for (Parameter moved : one.layout().parameters(Role.MOVED)) {
      double[] u = SampleNumbers.of(key.fold(moved.name()), moved.shape(), false);
      direction.put(EpisodeNames.parameter(moved.name()), u);
    }
    return direction;
  }

  private static Map<String, double[]> numbers(EpisodePrograms one, Program program) {
    return new LearnerNumbers(one, Key.of(17)).of(program, LATE);
  }
}
