package dev.kindling.gate.planted.model;

import dev.kindling.gate.planted.learn.Egg;

/** One half of a cycle. */
public record Chicken(Egg egg) {}
