package dev.kindling.check;

import dev.kindling.differentiate.Gradient;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.Random;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradients against central differences in a random direction u, in double precision: {@code <grad
 * f(x), u>} against {@code (f(x + h u) - f(x - h u)) / 2h}.
 */
public final class GradientCheck {
  private static final double STEP = 1e-5;

  private GradientCheck() {}

  /** False where the derivative is 0 by definition or there is nothing to differentiate by. */
  public static boolean applies(Op op) {
    boolean drawn = op instanceof Op.Range || op instanceof Random;
    return !(op instanceof Op.Compare || op instanceof Op.StopGradient || drawn);
  }

  /**
   * The relative error for one operation. For order 1, f is a weighted sum of squares of the
   * operation's result; for order 2, f is that function's derivative along a random direction.
   */
  public static double error(OperationCase one, int order) {
    var trace = new Trace();
    List<Symbol> x = one.inputs(trace);
    Symbol y = trace.apply(one.op(), x.toArray(Symbol[]::new));
    Symbol value = y.square().times(trace.input("c", y.shape())).sumAll();
    if (order == 2) {
      value = derivativeAlong(trace, value, x);
    }
    trace.output("value", value);
    List<Symbol> gradients = Gradient.of(value, x);
    for (int i = 0; i < x.size(); i++) {
      trace.output("gradient of x" + i, gradients.get(i));
    }
    Program program = trace.program();
    return error(program, one.numbers(program), "x", one.key());
  }

  private static Symbol derivativeAlong(Trace trace, Symbol value, List<Symbol> x) {
    List<Symbol> gradients = Gradient.of(value, x);
    Symbol sum = trace.constant(0, Shape.of());
    for (int i = 0; i < x.size(); i++) {
      Symbol v = trace.input("v" + i, x.get(i).shape());
      sum = sum.plus(gradients.get(i).times(v).sumAll());
    }
    return sum;
  }

  /**
   * The relative error of a program that gives a scalar "value" and, for each input whose name
   * starts with {@code prefix}, its "gradient of" that input.
   */
  static double error(Program program, Map<String, double[]> at, String prefix, Key key) {
    var outputs = ReferenceEngine.evaluate(program, at);
    Map<String, double[]> directions = new LinkedHashMap<>();
    double expected = 0;
    for (String name : program.inputs().keySet()) {
      if (name.startsWith(prefix)) {
        Key own = key.fold("direction").fold(name);
        directions.put(name, SampleNumbers.of(own, program.inputShape(name), false));
        expected += SampleNumbers.inner(outputs.get("gradient of " + name), directions.get(name));
      }
    }
    double ahead = value(program, SampleNumbers.moved(at, directions, STEP));
    double behind = value(program, SampleNumbers.moved(at, directions, -STEP));
    double difference = (ahead - behind) / (2 * STEP);
    return Math.abs(difference - expected)
        / Math.max(1, Math.abs(expected) + Math.abs(outputs.get("value")[0]));
  }

  private static double value(Program program, Map<String, double[]> at) {
    return ReferenceEngine.evaluate(program, at).get("value")[0];
  }
}
