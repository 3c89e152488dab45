package dev.kindling.check;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.MlpSettings;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares engines with the reference, and the reference's gradients with differences. */
public final class EngineCheck {
  private static final double FLOAT_TOLERANCE = 1e-5;
  private static final double META_GRADIENT_TOLERANCE = 1e-4;
  private static final double DIFFERENCE_TOLERANCE = 1e-6;
  private static final TaskShape NUMBERS = new TaskShape(List.of(3), List.of(2), 4, 5);
  private static final TaskShape IMAGES = new TaskShape(List.of(17, 16, 2), List.of(), 4, 5, 3);
  private static final Key KEY = Key.of(17);

  private final Map<String, Finding> findings = new LinkedHashMap<>();

  private EngineCheck() {}

  /** Whether {@code engine} gives what the reference does: a finding for each operation. */
  public static List<Finding> of(Engine engine) {
    var check = new EngineCheck();
    String agrees = engine.name() + " = reference";
    for (OperationCase one : OperationCases.all()) {
      Program program = one.program();
      double error = error(program, one.numbers(program), engine);
      check.add(one.label(), agrees, error, FLOAT_TOLERANCE, one.toString());
    }
    learners()
        .forEach(
            (where, learner) -> {
              double error = MetaGradientCheck.engineError(learner, engine, KEY);
              check.add("meta-gradient", agrees, error, META_GRADIENT_TOLERANCE, where);
            });
    return List.copyOf(check.findings.values());
  }

  /** Whether the reference's derivatives are those that differences of its results suggest. */
  public static List<Finding> gradients() {
    var check = new EngineCheck();
    for (OperationCase one : OperationCases.all()) {
      if (GradientCheck.applies(one.op())) {
        for (int order : List.of(1, 2)) {
          double error = GradientCheck.error(one, order);
          String what = "gradient of order " + order;
          check.add(one.label(), what, error, DIFFERENCE_TOLERANCE, one.toString());
        }
      }
    }
    perceptrons()
        .forEach(
            (where, learner) -> {
              if (where.endsWith("order 2")) {
                double error = MetaGradientCheck.differenceError(learner, KEY);
                check.add("meta-gradient", "= differences", error, DIFFERENCE_TOLERANCE, where);
              }
            });
    return List.copyOf(check.findings.values());
  }

  /** Learners by a description of each. */
  private static Map<String, EpisodePrograms> learners() {
    Map<String, EpisodePrograms> learners = perceptrons();
    for (Conv4Settings.Reduction reduction : Conv4Settings.Reduction.values()) {
      var images = new Conv4Settings(3, reduction);
      String where = "MAML of conv4 with " + reduction + ", 2 steps, order 2";
      learners.put(where, EpisodePrograms.of(new MamlSettings(2, 0.1, 2), images, IMAGES));
    }
    return learners;
  }

  /** The learners whose losses are smooth enough for differences. */
  private static Map<String, EpisodePrograms> perceptrons() {
    Map<String, EpisodePrograms> learners = new LinkedHashMap<>();
    var perceptron = new MlpSettings(List.of(6, 5), Activation.TANH);
    for (int steps : List.of(1, 3, 5)) {
      for (int order : List.of(1, 2)) {
        String where = "MAML, " + steps + " steps, order " + order;
        learners.put(
            where, EpisodePrograms.of(new MamlSettings(steps, 0.1, order), perceptron, NUMBERS));
      }
    }
    return learners;
  }

  private void add(String subject, String check, double error, double tolerance, String where) {
    Finding finding = Finding.of(subject, check, error, tolerance, where);
    findings.merge(subject + check, finding, Finding::with);
  }

  /** The largest relative error of any output of {@code program}, planned for the engine. */
  public static double error(Program program, Map<String, double[]> at, Engine engine) {
    Map<String, double[]> expected = ReferenceEngine.evaluate(program, at);
    double worst = 0;
    try (Executable executable = engine.compile(new Planner(engine.target()).plan(program))) {
      at.forEach((name, values) -> executable.write(name, SampleNumbers.floats(values), 0));
      executable.run();
      executable.run();
      for (String name : expected.keySet()) {
        float[] actual = new float[expected.get(name).length];
        executable.read(name, actual, 0);
        double error = SampleNumbers.difference(SampleNumbers.doubles(actual), expected.get(name));
        worst = Math.max(worst, error);
      }
    }
    return worst;
  }
}
