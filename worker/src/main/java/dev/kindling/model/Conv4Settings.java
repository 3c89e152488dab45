package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.task.TaskShape;

/**
 * Four convolutions of 3 x 3 with batch normalisation and ReLU, then a linear head: the network of
 * the few-shot papers.
 *
 * @param filters of each convolution
 * @param reduction how each block halves the image
 * @param statistics whose mean and variance batch normalisation takes
 */
public record Conv4Settings(int filters, Reduction reduction, Normalisation statistics)
    implements ModelSettings {
  private static final long serialVersionUID = 1;

  /** How a block halves the image. */
  public enum Reduction {
    /** The convolution takes every second place. */
    STRIDE,
    /** The largest of each two by two responses stays. */
    POOL
  }

  public Conv4Settings {
    Require.positive("filters", filters);
    Require.atMost("filters", filters, ModelLimits.WIDTH);
    Require.present("reduction", reduction);
    Require.present("statistics", statistics);
  }

  /** Of the statistics that the papers take. */
  public Conv4Settings(int filters, Reduction reduction) {
    this(filters, reduction, Normalisation.BATCH);
  }

  public static Conv4Settings defaults() {
    return new Conv4Settings(64, Reduction.STRIDE);
  }

  @Override
  public Model build(TaskShape shape) {
    Fit.images("conv4", shape, reduction == Reduction.POOL ? 1 << Conv4.BLOCKS : 1);
    return new Conv4(this, shape);
  }
}
