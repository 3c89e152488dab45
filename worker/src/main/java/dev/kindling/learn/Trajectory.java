package dev.kindling.learn;

import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
  private final Collection<String> kept;
  private final Inputs support;
  private final InnerStep step;
  private final List<Symbols> phi = new ArrayList<>();

  public Trajectory(Model model, Inputs support, Symbols start, InnerStep step) {
    this(
        model::apply,
        model.parameters().parameters().stream().map(Parameter::name).toList(),
        support,
        start,
        step);
  }

  /** One whose phi are not the parameters of a model; all of them are kept. */
  public Trajectory(Prediction prediction, Inputs support, Symbols start, InnerStep step) {
    this(prediction, start.names(), support, start, step);
  }

  private Trajectory(
      Prediction prediction,
      Collection<String> kept,
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
    return state(k).these(kept);
  }

  private Symbols state(int k) {
    while (phi.size() <= k) {
      int last = phi.size() - 1;
      phi.add(step.after(phi.get(last), last));
    }
    return phi.get(k);
  }
}
