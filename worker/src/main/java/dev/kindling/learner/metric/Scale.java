package dev.kindling.learner.metric;

import dev.kindling.model.ParameterLayout;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * What scores are multiplied by before they become shares: one over a softmax's temperature. The
 * one that is learned is kept as its logarithm, so that it stays above 0.
 */
record Scale(double start, Temperature temperature) implements Part {
  static final String GROUP = "scale";
  private static final String LOG = "log";

  @Override
  public ParameterLayout parameters() {
    var layout = new ParameterLayout.Builder();
    return temperature == Temperature.LEARNED
        ? layout.add(LOG, Shape.of()).build()
        : layout.build();
  }

  @Override
  public float[] initialise(Key key) {
    return temperature == Temperature.LEARNED
        ? new float[] {(float) Math.log(start)}
        : new float[0];
  }

  /** Scores {@code [tasks, examples, classes]}, scaled. */
  Symbol apply(Symbols theta, Symbol scores) {
    if (temperature == Temperature.FIXED) {
      return start == 1 ? scores : scores.times(start);
    }
    Symbol factor = theta.group(GROUP).get(LOG).unary(UnaryKind.EXP);
    return scores.times(factor.broadcast(scores.shape(), 1, 2));
  }
}
