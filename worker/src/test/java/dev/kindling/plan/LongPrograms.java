package dev.kindling.plan;

import dev.kindling.differentiate.Gradient;
import dev.kindling.differentiate.HessianVectorProduct;
import dev.kindling.engine.Executable;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.layer.Parts;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.SequenceSettings;
import dev.kindling.model.SequenceSettings.Cell;
import dev.kindling.program.Program;
import dev.kindling.program.UnaryKind;
import dev.kindling.solve.ConjugateGradient;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;

/** Programs whose length is asked for, each long in a way of its own. */
final class LongPrograms {
  private static final long PLENTY = 1L << 40;

  private LongPrograms() {}

  /** An LSTM that learns in {@code steps} inner steps. */
  static Program innerSteps(int steps) {
    return recurrent(4, steps).training(1);
  }

  static Program evaluation(int steps) {
    return recurrent(4, 1).evaluation(1, steps);
  }

  /** An LSTM that reads sequences of {@code length}. */
  static Program sequence(int length) {
    return recurrent(length, 1).training(1);
  }

  static EpisodePrograms recurrent(int time, int steps) {
    var shape = new TaskShape(List.of(time, 2), List.of(1), 3, 3);
    var model = new SequenceSettings(Cell.LSTM, 4);
    return EpisodePrograms.of(new MamlSettings(steps, 0.01, 2), model, shape);
  }

  /** The derivative of a solution found in so many iterations, each with a Hessian. */
  static Program iterations(int iterations) {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(2, 6));
    Symbol right = trace.input("right", Shape.of(2, 6));
    Symbol energy = x.unary(UnaryKind.EXP).times(x.square()).sumAll();
    List<Symbol> solution =
        ConjugateGradient.solve(
            vector -> HessianVectorProduct.of(energy, List.of(x), vector),
            List.of(right),
            iterations);
    trace.output("slope", Gradient.of(solution.get(0).sumAll(), List.of(x)).get(0));
    return trace.program();
  }

  /** A tensor that is made of so many parts and read part by part. */
  static Program parts(int count) {
    var trace = new Trace();
    Symbol[] parts =
        IntStream.range(0, count)
            .mapToObj(i -> trace.input("x" + i, Shape.of(2, 1, 3)))
            .toArray(Symbol[]::new);
    Symbol whole = Parts.concat(1, parts).unary(UnaryKind.RELU);
    Symbol last = Parts.slice(whole, 1, 0, 1);
    for (int i = 1; i < count; i++) {
      last = last.matMul(last.transpose(0, 2, 1)).matMul(Parts.slice(whole, 1, i, 1));
    }
    trace.output("y", last);
    return trace.program();
  }

  static void compileInnerSteps(int steps) {
    compile(innerSteps(steps));
  }

  static void compileEvaluation(int steps) {
    compile(evaluation(steps));
  }

  static void compileSequence(int length) {
    compile(sequence(length));
  }

  static void compileIterations(int iterations) {
    compile(iterations(iterations));
  }

  static void compileParts(int count) {
    compile(parts(count));
  }

  /** As it stands, and with all that can be computed again. */
  private static void compile(Program program) {
    var engine = new OneDnnEngine("auto", PLENTY);
    var planner = new Planner(engine.target());
    for (long bytes : new long[] {PLENTY, 1}) {
      try (Executable executable = engine.compile(planner.plan(program, bytes))) {
        program
            .inputs()
            .forEach((name, place) -> write(executable, name, program.shape(place).size()));
      }
    }
  }

  private static void write(Executable executable, String input, int size) {
    executable.write(input, new float[size], 0);
  }
}
