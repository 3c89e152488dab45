package dev.kindling.program;

import dev.kindling.task.Key;

/** How random numbers are distributed. */
public enum RandomKind {
  /** On the multiples of 2^-24 in [0, 1), which floats hold exactly. */
  UNIFORM {
    @Override
    public double draw(Key key, long counter) {
      return (key.bits(counter) >>> 40) * 0x1p-24;
    }
  },
  /** With mean 0 and deviation 1. */
  NORMAL {
    @Override
    public double draw(Key key, long counter) {
      return key.normal(counter);
    }
  };

  /** The number at {@code counter} among those that follow from {@code key}. */
  public abstract double draw(Key key, long counter);
}
