package dev.kindling.learner.closed;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A task of random numbers whose features are themselves those of a network without layers. */
final class SolvedTask {
  private final TaskShape shape;
  private final double[][] x;
  private final double[][] y;
  private final double[] weights;
  private final double[][] q;

  /**
   * @param x support features
   * @param y support targets, one row for each example
   * @param weights of the support examples
   * @param q query features
   */
  SolvedTask(TaskShape shape, double[][] x, double[][] y, double[] weights, double[][] q) {
    this.shape = shape;
    this.x = x;
    this.y = y;
    this.weights = weights;
    this.q = q;
  }

  TaskShape shape() {
    return shape;
  }

  double[][] x() {
    return x;
  }

  double[][] y() {
    return y;
  }

  double[] weights() {
    return weights;
  }

  double[][] q() {
    return q;
  }

  static SolvedTask random(TaskShape shape, Key key) {
    int width = shape.features().get(0);
    int each = shape.targetKind() == TargetKind.CLASSES ? 1 : shape.outputs();
    double[][] targets = normal(key.fold("targets"), shape.support(), each);
    for (double[] row : targets) {
      for (int j = 0; j < each; j++) {
        row[j] = target(shape, row[j]);
      }
    }
    double[] weights = new double[shape.support()];
    Arrays.setAll(weights, i -> 0.5 + key.uniform(i));
    return new SolvedTask(
        shape,
        normal(key.fold("support"), shape.support(), width),
        targets,
        weights,
        normal(key.fold("query"), shape.query(), width));
  }

  private static double target(TaskShape shape, double number) {
    return switch (shape.targetKind()) {
      case NUMBERS -> number;
      case BINARY -> number > 0 ? 1 : 0;
      case CLASSES -> Math.floorMod((int) (number * 100), shape.classes());
    };
  }

  private static double[][] normal(Key key, int rows, int columns) {
    double[][] numbers = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        numbers[i][j] = key.normal((long) i * columns + j);
      }
    }
    return numbers;
  }

  SolvedTask weighted(double... others) {
    return new SolvedTask(shape, x, y, others, q);
  }

  /** Targets as numbers, one for each output. */
  double[][] outputs() {
    if (shape.targetKind() != TargetKind.CLASSES) {
      return y;
    }
    double[][] oneHot = new double[y.length][shape.classes()];
    for (int i = 0; i < y.length; i++) {
      oneHot[i][(int) y[i][0]] = 1;
    }
    return oneHot;
  }

  /** One output's targets. */
  double[] output(int index) {
    return Arrays.stream(outputs()).mapToDouble(row -> row[index]).toArray();
  }

  static double[][] withOnes(double[][] rows) {
    double[][] longer = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      longer[i] = Arrays.copyOf(rows[i], rows[i].length + 1);
      longer[i][rows[i].length] = 1;
    }
    return longer;
  }

  static EpisodePrograms programs(LearnerSettings settings, TaskShape shape) {
    return EpisodePrograms.of(settings, new MlpSettings(List.of(), Activation.TANH), shape);
  }

  /** What the task's adaptation by {@code settings} gives, at fresh meta-parameters and others. */
  Map<String, double[]> learn(LearnerSettings settings, int steps, Map<String, Double> theta) {
    EpisodePrograms programs = programs(settings, shape);
    Program program = programs.adaptation(1, steps);
    float[] fresh = programs.initialise(Key.of(0));
    Map<String, double[]> at = new LinkedHashMap<>();
    for (var parameter : programs.layout().parameters()) {
      double value = theta.getOrDefault(parameter.name(), (double) fresh[parameter.offset()]);
      at.put(EpisodeNames.parameter(parameter.name()), new double[] {value});
    }
    at.put("support/features", flat(x));
    at.put("support/targets", flat(y));
    at.put("support/weights", weights);
    at.put("query/features", flat(q));
    at.keySet().retainAll(program.inputs().keySet());
    for (String name : program.inputs().keySet()) {
      at.computeIfAbsent(name, absent -> ones(program.inputShape(name).size()));
    }
    return ReferenceEngine.evaluate(program, at);
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] flat(double[]... rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
