package dev.kindling.gate.planted.learn;

import dev.kindling.gate.planted.model.Chicken;

/** The other half of a cycle. */
public interface Egg {
  Chicken hatch();
}
