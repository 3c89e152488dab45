package dev.kindling.check;

import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares a learner's meta-gradient with differences, and an engine's with the reference's. */
public final class MetaGradientCheck {
  private static final int TASKS = 3;
  private static final double STEP = 1e-6;

  private MetaGradientCheck() {}

  /** Numbers for all inputs of a learner's program, which follow from the key alone. */
  public static Map<String, double[]> numbers(Program program, Key key) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    for (String name : program.inputs().keySet()) {
      boolean positive = name.endsWith("weights");
      numbers.put(name, SampleNumbers.of(key.fold(name), program.inputShape(name), positive));
    }
    return numbers;
  }

  /** The relative error along a random direction of all meta-parameters at once. */
  public static double differenceError(EpisodePrograms programs, Key key) {
    Program program = programs.training(TASKS);
    return differenceError(programs, program, numbers(program, key), key);
  }

  /** The same at given numbers, for a program of any number of tasks. */
  public static double differenceError(
      EpisodePrograms programs, Program program, Map<String, double[]> at, Key key) {
    var outputs = ReferenceEngine.evaluate(program, at);
    Map<String, double[]> directions = new LinkedHashMap<>();
    double expected = 0;
    for (var parameter : programs.layout().parameters()) {
      double[] u = SampleNumbers.of(key.fold("u").fold(parameter.name()), parameter.shape(), false);
      directions.put(EpisodeNames.parameter(parameter.name()), u);
      expected += SampleNumbers.inner(outputs.get(EpisodeNames.gradient(parameter.name())), u);
    }
    double ahead = weightedLoss(program, SampleNumbers.moved(at, directions, STEP));
    double behind = weightedLoss(program, SampleNumbers.moved(at, directions, -STEP));
    return Math.abs((ahead - behind) / (2 * STEP) - expected) / Math.abs(expected);
  }

  private static double weightedLoss(Program program, Map<String, double[]> at) {
    double[] losses = ReferenceEngine.evaluate(program, at).get(EpisodeNames.LOSS);
    return SampleNumbers.inner(losses, at.get(EpisodeNames.TASK_WEIGHTS));
  }

  /** The largest relative error of any output on {@code engine}. */
  public static double engineError(EpisodePrograms programs, Engine engine, Key key) {
    Program program = programs.training(TASKS);
    return EngineCheck.error(program, numbers(program, key), engine);
  }
}
