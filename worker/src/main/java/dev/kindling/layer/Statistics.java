package dev.kindling.layer;

import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/**
 * Mean and variance {@code [tasks,channels]} by which {@link BatchNorm} normalises. The model
 * decides which they are: those of the examples at hand, those of the support examples for the
 * query too, or parameters of their own. The variance is the mean of squares about the mean, as
 * PyTorch normalises with (its running variance divides by one less).
 */
public record Statistics(Symbol mean, Symbol variance) {

  /** Those of {@code x}, {@code [tasks,n,...,channels]}, over all examples and places. */
  public static Statistics of(Symbol x) {
    Shape shape = x.shape();
    int count = shape.size() / shape.dimension(0) / shape.dimension(shape.rank() - 1);
    Symbol mean = Channels.sum(x).times(1.0 / count);
    Symbol centred = x.minus(Channels.everywhere(mean, x));
    return new Statistics(mean, Channels.sum(centred.square()).times(1.0 / count));
  }

  /** Those of the examples whose weight, {@code [tasks,n]}, is above 0, which count alike. */
  public static Statistics of(Symbol x, Symbol weights) {
    Symbol counts = weights.greaterThan(0);
    Symbol mask = counts.broadcast(x.shape(), Channels.axes(2, x.shape().rank()));
    Symbol share = share(x, counts);
    Symbol mean = Channels.sum(x.times(mask)).times(share);
    Symbol centred = x.minus(Channels.everywhere(mean, x));
    return new Statistics(mean, Channels.sum(centred.square().times(mask)).times(share));
  }

  /** One over the number of places that count, {@code [tasks,channels]}. */
  private static Symbol share(Symbol x, Symbol counts) {
    Shape shape = x.shape();
    int tasks = shape.dimension(0);
    int channels = shape.dimension(shape.rank() - 1);
    int places = shape.size() / tasks / shape.dimension(1) / channels;
    Symbol share = counts.sum(1).times(places).unary(UnaryKind.RECIPROCAL);
    return share.broadcast(Shape.of(tasks, channels), 1);
  }
}
