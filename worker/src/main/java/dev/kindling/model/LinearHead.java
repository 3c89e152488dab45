package dev.kindling.model;

import dev.kindling.layer.Linear;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.function.Function;

/** {@code y = h W + b}. */
final class LinearHead implements Head {
  private final ParameterLayout parameters;
  private final Function<Parameter, Law> law;

  private LinearHead(int width, int outputs, Function<Parameter, Law> law) {
    this.parameters =
        new ParameterLayout.Builder()
            .add("weight", Shape.of(width, outputs))
            .add("bias", Shape.of(outputs))
            .build();
    this.law = law;
  }

  /** One whose parameters start uniform within 1 / sqrt(width) of 0. */
  static LinearHead uniform(int width, int outputs) {
    return new LinearHead(width, outputs, parameter -> Law.uniform(1 / Math.sqrt(width)));
  }

  /** One that starts as the layers of {@link Law#rectified} do. */
  static LinearHead rectified(int width, int outputs) {
    return new LinearHead(width, outputs, Law::rectified);
  }

  @Override
  public ParameterLayout parameters() {
    return parameters;
  }

  @Override
  public float[] initialise(Key key) {
    return Law.fill(parameters, key, law);
  }

  @Override
  public Symbol apply(Symbols head, Symbol features) {
    return Linear.dense(features, head.get("weight"), head.get("bias"));
  }
}
