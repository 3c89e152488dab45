package dev.kindling.learn;

import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.ArrayList;
import java.util.List;

/** A model's parameters phi_0, phi_1, ... each of which an inner step makes of the one before. */
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
  private final Inputs support;
  private final InnerStep step;
  private final List<Symbols> phi = new ArrayList<>();

  public Trajectory(Model model, Inputs support, Symbols start, InnerStep step) {
    this(model::apply, support, start, step);
  }

  /** One whose phi are not all of a model's parameters, or more than these. */
  public Trajectory(Prediction prediction, Inputs support, Symbols start, InnerStep step) {
    this.prediction = prediction;
    this.support = support;
    this.step = step;
    phi.add(start);
  }

  @Override
  public Symbol predict(int k, Inputs query) {
    return prediction.of(adapted(k), query.after(support));
  }

  @Override
  public Symbols adapted(int k) {
    while (phi.size() <= k) {
      int last = phi.size() - 1;
      phi.add(step.after(phi.get(last), last));
    }
    return phi.get(k);
  }
}
