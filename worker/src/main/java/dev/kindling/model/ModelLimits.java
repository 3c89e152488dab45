package dev.kindling.model;

/**
 * The most that settings may ask of a model: far beyond what adapts in a few steps, and small
 * enough that its program can be written.
 */
final class ModelLimits {
  /** Layers one after the other. */
  static final int LAYERS = 100;

  /** Blocks that each halve an image: as many as the largest image can be halved. */
  static final int BLOCKS = 12;

  /** The width of a layer, a state or an embedding, and the filters of a convolution. */
  static final int WIDTH = 65_536;

  /** Codes of a column: up to here floats hold every whole number. */
  static final int CODES = 1 << 24;

  private ModelLimits() {}
}
