package dev.kindling.gate.planted.tensor;

/** Concrete and open. */
public class NotFinal {}
