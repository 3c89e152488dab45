package dev.kindling.learn;

import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.ArrayList;
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

  private final Model model;
  private final Inputs support;
  private final InnerStep step;
  private final List<Symbols> phi = new ArrayList<>();

  public Trajectory(Model model, Inputs support, Symbols start, InnerStep step) {
    this.model = model;
    this.support = support;
    this.step = step;
    phi.add(start);
  }

  @Override
  public Symbol predict(int k, Inputs query) {
    return model.apply(state(k), query.after(support));
  }

  @Override
  public Symbols adapted(int k) {
    return state(k).these(model.parameters().parameters().stream().map(Parameter::name).toList());
  }

  private Symbols state(int k) {
    while (phi.size() <= k) {
      int last = phi.size() - 1;
      phi.add(step.after(phi.get(last), last));
    }
    return phi.get(k);
  }
}
