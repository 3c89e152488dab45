package dev.kindling.golden;

import dev.kindling.layer.Attention;
import dev.kindling.layer.LayerNorm;
import dev.kindling.model.Inputs;
import dev.kindling.model.Network;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/** Layer normalisation, then two heads by which the examples of a task look at each other. */
final class AttentionNetwork implements Network {
  private static final int HEADS = 2;

  @Override
  public ParameterLayout parameters() {
    return new ParameterLayout.Builder()
        .add("scale", Shape.of(6))
        .add("shift", Shape.of(6))
        .add("query", Shape.of(6, 4))
        .add("key", Shape.of(6, 4))
        .add("value", Shape.of(6, 2))
        .build();
  }

  @Override
  public float[] initialise(Key key) {
    return new float[parameters().size()];
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public Inputs features(Symbols theta, Inputs inputs) {
    Symbol x = LayerNorm.apply(inputs.features(), theta.get("scale"), theta.get("shift"));
    Symbol queries = x.matMul(theta.get("query"));
    Symbol keys = x.matMul(theta.get("key"));
    return Inputs.of(Attention.apply(queries, keys, x.matMul(theta.get("value")), HEADS));
  }
}
