package dev.kindling.check;

import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TargetKind;
import dev.kindling.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers for the inputs of any learner's programs that it could meet: meta-parameters near fresh
 * ones, examples of each class, keys and the controls of an outer step.
 */
record LearnerNumbers(EpisodePrograms programs, Key key) {
  private static final double MOVED = 0.1;

  /** Those of an outer step. */
  Map<String, double[]> of(Program program, long step) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    parameters(numbers);
    programs
        .learner()
        .controls(step)
        .forEach((name, value) -> numbers.put(EpisodeNames.control(name), new double[] {value}));
    for (String name : program.inputs().keySet()) {
      numbers.computeIfAbsent(name, absent -> data(absent, program.inputShape(absent)));
    }
    numbers.keySet().retainAll(program.inputs().keySet());
    return numbers;
  }

  /** As floats hold them, in which engines read them. */
  private void parameters(Map<String, double[]> numbers) {
    float[] fresh = programs.initialise(key.fold("theta"));
    for (Parameter parameter : programs.layout().parameters()) {
      double[] values = new double[parameter.size()];
      Key own = key.fold(parameter.name());
      for (int i = 0; i < values.length; i++) {
        double size = 1 + Math.abs(fresh[parameter.offset() + i]);
        values[i] = fresh[parameter.offset() + i] + MOVED * size * (own.uniform(i) - 0.5);
        values[i] = (float) values[i];
      }
      numbers.put(EpisodeNames.parameter(parameter.name()), values);
    }
  }

  private double[] data(String name, Shape shape) {
    if (name.equals(EpisodeNames.KEYS)) {
      return Domain.KEYS.numbers(name, shape, key.fold(name));
    }
    if (name.endsWith("targets") && programs.shape().targetKind() == TargetKind.CLASSES) {
      return classes(shape);
    }
    boolean positive = name.endsWith("weights");
    return SampleNumbers.of(key.fold(name), shape, positive);
  }

  /** Each class in turn, so that each has examples. */
  private double[] classes(Shape shape) {
    double[] classes = new double[shape.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i % programs.shape().classes();
    }
    return classes;
  }
}
