package dev.kindling.learn;

import dev.kindling.differentiate.Gradient;
import dev.kindling.differentiate.HessianVectorProduct;
import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.solve.ConjugateGradient;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient of the query loss at the end of the inner steps as if they had reached the minimum
 * of {@code L_support(phi) + lambda/2 |phi - theta|^2}, whatever way they took (Rajeswaran, Finn,
 * Kakade, Levine 2019):
 *
 * <pre>(I + H/lambda)^{-1} dL_query/dphi, with H = d2L_support/dphi2,</pre>
 *
 * for each task, by conjugate gradients.
 *
 * @param model all of whose parameters the inner steps move, and which has no others
 * @param lambda above 0
 * @param iterations of conjugate gradients, at least 1
 */
public record Implicit(Model model, double lambda, int iterations) implements MetaObjective {

  @Override
  public Contribution of(Lesson lesson) {
    Symbols phi = lesson.learned().adapted(lesson.steps());
    Symbol loss = lesson.loss(lesson.steps());
    List<Symbol> right = Gradient.of(loss.sumAll(), phi).values();
    Symbol support = supportLoss(phi, lesson);
    List<Symbol> solution =
        ConjugateGradient.solve(
            vector -> sum(vector, HessianVectorProduct.of(support, phi.values(), vector)),
            right,
            iterations);
    Symbols perTask = phi.named(solution).map(each -> EpisodePrograms.sum(each, lesson.weights()));
    return new Contribution(loss, perTask);
  }

  /**
   * Support examples as all inner steps must look at them: dropout leaves out the same numbers in
   * all, so that there is one minimum to go to, and the products with H are of the loss that has
   * it.
   */
  public static Inputs examples(Batch support, Episode episode) {
    return episode.examples(0, support);
  }

  private Symbol supportLoss(Symbols phi, Lesson lesson) {
    Symbol predictions = model.apply(phi, examples(lesson.support(), lesson.episode()));
    return lesson.episode().loss().perTask(predictions, lesson.support()).sumAll();
  }

  /** {@code v + H v / lambda}. */
  private List<Symbol> sum(List<Symbol> vector, List<Symbol> product) {
    Symbol[] sums = new Symbol[vector.size()];
    Arrays.setAll(sums, i -> vector.get(i).plus(product.get(i).times(1 / lambda)));
    return List.of(sums);
  }
}
