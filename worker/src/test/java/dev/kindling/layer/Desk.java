package dev.kindling.layer;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A trace with numbers for its inputs, whose symbols can be asked for their values. */
public final class Desk {
  private final Trace trace = new Trace();
  private final Map<String, double[]> inputs = new LinkedHashMap<>();
  private int outputs;

  public Trace trace() {
    return trace;
  }

  public Symbol given(Shape shape, double... values) {
    String name = "input" + inputs.size();
    inputs.put(name, values);
    return trace.input(name, shape);
  }

  /** Random numbers that follow from the seed and that floats hold. */
  public Symbol numbers(int seed, int... dimensions) {
    Shape shape = Shape.of(dimensions);
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> (float) Key.of(seed).normal(i));
    return given(shape, values);
  }

  public Map<String, double[]> inputs() {
    return inputs;
  }

  public double[] value(Symbol symbol) {
    String name = "output" + outputs++;
    trace.output(name, symbol);
    return ReferenceEngine.evaluate(trace.program(), inputs).get(name);
  }
}
