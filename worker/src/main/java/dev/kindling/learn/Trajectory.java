package dev.kindling.learn;

import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A model's parameters phi_0, phi_1, ... each of which an inner step makes of the one before. Other
 * symbols may come along with them, for the steps alone.
 */
public final class Trajectory implements Learned {

  /** What inner step {@code k}, from 0, makes of phi_k. */
  public interface InnerStep {
    Symbols after(Symbols phi, int k);
  }

  /** What is predicted with phi. */
  public interface Prediction {
    Symbol of(Symbols phi, Inputs query);
  }

  private final Prediction prediction;
  private final UnaryOperator<Symbols> kept;
  private final Inputs support;
  private final InnerStep step;
  private final List<Symbols> phi = new ArrayList<>();

  /** One of a model, of which its own parameters are kept. */
  public Trajectory(Model model, Inputs support, Symbols start, InnerStep step) {
    this(model::apply, phi -> phi.these(model.parameters().names()), support, start, step);
  }

  /** One of anything that predicts, of which all phi are kept. */
  public Trajectory(Prediction prediction, Inputs support, Symbols start, InnerStep step) {
    this(prediction, phi -> phi, support, start, step);
  }

  private Trajectory(
      Prediction prediction,
      UnaryOperator<Symbols> kept,
      Inputs support,
      Symbols start,
      InnerStep step) {
    this.prediction = prediction;
    this.kept = kept;
    this.support = support;
    this.step = step;
    phi.add(start);
  }

  @Override
  public Symbol predict(int k, Inputs query) {
    return prediction.of(state(k), query.after(support));
  }

  @Override
  public Symbols adapted(int k) {
    return kept.apply(state(k));
  }

  private Symbols state(int k) {
    while (phi.size() <= k) {
      int last = phi.size() - 1;
      phi.add(step.after(phi.get(last), last));
    }
    return phi.get(k);
  }
}
