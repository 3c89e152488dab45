package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.TaskShape;
import java.util.Optional;

@Meaning(
    "Four convolutions of 3 x 3 with batch normalisation and ReLU, then a linear"
        + " head: the network of the few-shot papers, for images.")
public record Conv4Settings(
    @Meaning("Filters of each convolution.") @Bounds(least = 1, most = ModelLimits.WIDTH)
        int filters,
    @Meaning("How each block halves the image.") Reduction reduction,
    @Meaning("Whose mean and variance batch normalisation takes.") Normalisation statistics,
    @Meaning(
            "The probability with which each response of a block is dropped where a training task"
                + " is learned from its support examples; queries and evaluations drop nothing.")
        @Bounds(least = 0, below = 1)
        double dropout)
    implements ModelSettings {
  private static final long serialVersionUID = 1;

  /** How a block halves the image. */
  public enum Reduction {
    @Meaning("The convolution takes every second place.")
    STRIDE,
    @Meaning("The largest of each two by two responses stays; images have at least 16 x 16 pixels.")
    POOL
  }

  public Conv4Settings {
    Require.positive("filters", filters);
    Require.atMost("filters", filters, ModelLimits.WIDTH);
    Require.present("reduction", reduction);
    Require.present("statistics", statistics);
    Require.betweenBelow("dropout", dropout, 0, 1);
  }

  /** Without dropout. */
  public Conv4Settings(int filters, Reduction reduction, Normalisation statistics) {
    this(filters, reduction, statistics, 0);
  }

  /** With the statistics that the papers take. */
  public Conv4Settings(int filters, Reduction reduction) {
    this(filters, reduction, Normalisation.BATCH);
  }

  public static Conv4Settings defaults() {
    return new Conv4Settings(64, Reduction.STRIDE);
  }

  @Override
  public Model build(TaskShape shape) {
    Fit.images("conv4", shape, reduction == Reduction.POOL ? 1 << Conv4.BLOCKS : 1);
    var body = new Conv4(this, shape);
    return new Model(body, LinearHead.rectified(body.width(), shape.outputs()));
  }

  @Override
  public Optional<Normalisation> queryStatistics() {
    return Optional.of(statistics);
  }
}
