package dev.kindling.check;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learn.Learner;
import dev.kindling.learn.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds an engine to the reference, and the reference to differences. */
public final class EngineCheck {
  private static final double FLOAT_TOLERANCE = 1e-5;
  private static final double META_GRADIENT_TOLERANCE = 1e-4;
  private static final double DIFFERENCE_TOLERANCE = 1e-6;
  private static final TaskShape SHAPE = new TaskShape(List.of(3), List.of(2), 4, 5);
  private static final Key KEY = Key.of(17);

  private final Engine engine;
  private final Map<String, Finding> findings = new LinkedHashMap<>();

  private EngineCheck(Engine engine) {
    this.engine = engine;
  }

  /** One finding for each operation and check, the worst of its cases. */
  public static List<Finding> of(Engine engine) {
    var check = new EngineCheck(engine);
    OperationCases.all().forEach(check::operation);
    for (int steps : List.of(1, 3, 5)) {
      for (int order : List.of(1, 2)) {
        check.metaGradient(steps, order);
      }
    }
    return List.copyOf(check.findings.values());
  }

  private void operation(OperationCase one) {
    Program program = one.program();
    double error = error(program, one.numbers(program), engine);
    add(one.label(), engine.name() + " = reference", error, FLOAT_TOLERANCE, one.toString());
    if (GradientCheck.applies(one.op())) {
      for (int order : List.of(1, 2)) {
        double gradient = GradientCheck.error(one, order);
        String check = "gradient of order " + order;
        add(one.label(), check, gradient, DIFFERENCE_TOLERANCE, one.toString());
      }
    }
  }

  private void metaGradient(int steps, int order) {
    var model = new MlpSettings(List.of(6, 5), Activation.TANH).build(SHAPE);
    Learner learner = new MamlSettings(steps, 0.1, order).build(model, SHAPE);
    String where = "MAML, " + steps + " steps, order " + order;
    double error = MetaGradientCheck.engineError(learner, engine, KEY);
    add("meta-gradient", engine.name() + " = reference", error, META_GRADIENT_TOLERANCE, where);
    if (order == 2) {
      double difference = MetaGradientCheck.differenceError(learner, KEY);
      add("meta-gradient", "= differences", difference, DIFFERENCE_TOLERANCE, where);
    }
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
      at.forEach((name, values) -> executable.write(name, Numbers.floats(values), 0));
      executable.run();
      executable.run();
      for (String name : expected.keySet()) {
        float[] actual = new float[expected.get(name).length];
        executable.read(name, actual, 0);
        double error = Numbers.difference(Numbers.doubles(actual), expected.get(name));
        worst = Math.max(worst, error);
      }
    }
    return worst;
  }
}
