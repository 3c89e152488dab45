package dev.kindling.model;

import dev.kindling.layer.Dropout;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Examples on their way through a model: at first their features, then what each layer made of
 * them.
 *
 * @param features {@code [tasks, examples, ...]}
 * @param weights {@code [tasks, examples]}: examples of weight 0 fill a task up and must not change
 *     what is said of the others; absent where every example counts
 * @param support the examples that the task was learned from, if they are not these
 * @param dropping of numbers of these examples, where a task is learned from them while training
 */
public record Inputs(
    Symbol features,
    Optional<Symbol> weights,
    Optional<Inputs> support,
    Optional<Dropping> dropping) {

  /** Examples that all count. */
  public static Inputs of(Symbol features) {
    return new Inputs(features, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Inputs weighted(Symbol weights) {
    return new Inputs(features, Optional.of(weights), support, dropping);
  }

  /** These examples as questions to a model that has learned from {@code support}. */
  public Inputs after(Inputs support) {
    return new Inputs(features, weights, Optional.of(support), dropping);
  }

  /** These examples, of which a model that has dropout drops numbers. */
  public Inputs dropping(Dropping drop) {
    return new Inputs(features, weights, support, Optional.of(drop));
  }

  /** These examples after the dropout of {@code layer}, which draws for a purpose of its own. */
  Inputs dropped(String layer, double rate) {
    if (rate == 0 || dropping.isEmpty()) {
      return this;
    }
    Dropping drop = dropping.orElseThrow();
    String purpose = drop.purpose() + "/" + layer;
    Symbol kept = Dropout.apply(features, drop.keys().get(), purpose, rate);
    return new Inputs(kept, weights, support, dropping);
  }

  /** These examples by themselves. */
  Inputs alone() {
    return new Inputs(features, weights, Optional.empty(), dropping);
  }

  /** What {@code layer}, which takes each example alone, makes of these and of the support. */
  public Inputs map(UnaryOperator<Symbol> layer) {
    Optional<Inputs> mapped = support.map(examples -> examples.map(layer));
    return new Inputs(layer.apply(features), weights, mapped, dropping);
  }

  /** These examples as {@code features} say them, without those that they came after. */
  Inputs become(Symbol features) {
    return new Inputs(features, weights, Optional.empty(), dropping);
  }

  /** One row of numbers for each example. */
  Inputs flat() {
    return map(
        x -> {
          int each = x.shape().size() / x.shape().dimension(0) / x.shape().dimension(1);
          return x.reshape(Shape.of(x.shape().dimension(0), x.shape().dimension(1), each));
        });
  }

  int tasks() {
    return features.shape().dimension(0);
  }

  int examples() {
    return features.shape().dimension(1);
  }
}
