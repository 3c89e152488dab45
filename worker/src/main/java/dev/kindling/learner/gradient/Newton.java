package dev.kindling.learner.gradient;

import dev.kindling.differentiate.GaussNewtonProduct;
import dev.kindling.differentiate.Gradient;
import dev.kindling.differentiate.HessianVectorProduct;
import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Model;
import dev.kindling.solve.ConjugateGradient;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.List;

/**
 * Damped Newton steps. For each task, from {@code phi_0 = theta},
 *
 * <pre>phi_{k+1} = phi_k - alpha (C_k + mu I)^{-1} dL_support(phi_k)/dphi_k,</pre>
 *
 * with C the generalised Gauss-Newton matrix of the support loss, as Hessian-free optimisation has
 * it (Martens 2010), or its Hessian, and the system solved by so many iterations of conjugate
 * gradients on products with C. The meta-gradient goes through all of it, the iterations too; with
 * order 1 each step is taken as a constant.
 *
 * <p>No paper's rule is followed to the letter. The Gauss-Newton matrix has no negative curvature.
 * The Hessian may have some, so that {@code H + mu I} is not positive: a direction in which it is
 * not is left out.
 */
record Newton(NewtonSettings settings, Model model) implements ModelLearner {
  @Override
  public int steps() {
    return settings.steps();
  }

  @Override
  public MetaGradientOrder order() {
    return MetaGradientOrder.of(settings.order());
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    return new Trajectory(
        model,
        support.inputs(),
        theta,
        (phi, k) ->
            episode.keep(k, phi.minus(taken(phi, k, support, episode).times(settings.rate()))));
  }

  private Symbols taken(Symbols phi, int k, Batch support, Episode episode) {
    Symbol predictions = model.apply(phi, episode.examples(k, support));
    Symbol loss = episode.loss().perTask(predictions, support).sumAll();
    List<Symbol> gradient = Gradient.of(loss, phi).values();
    List<Symbol> step =
        ConjugateGradient.solve(
            vector -> damped(vector, curved(loss, predictions, phi, vector), phi),
            gradient,
            settings.iterations());
    Symbols direction = phi.named(step);
    return settings.order() == 1 ? direction.stopGradient() : direction;
  }

  /** {@code C v}. */
  private List<Symbol> curved(Symbol loss, Symbol predictions, Symbols phi, List<Symbol> vector) {
    return switch (settings.curvature()) {
      case GAUSS_NEWTON -> GaussNewtonProduct.of(loss, predictions, phi.values(), vector);
      case HESSIAN -> HessianVectorProduct.of(loss, phi.values(), vector);
    };
  }

  /** {@code C v + mu v}. */
  private List<Symbol> damped(List<Symbol> vector, List<Symbol> product, Symbols phi) {
    return phi.named(product).plus(phi.named(vector).times(settings.damping())).values();
  }
}
