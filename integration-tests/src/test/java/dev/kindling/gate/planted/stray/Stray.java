package dev.kindling.gate.planted.stray;

/** Lives in a package that no layer declares. */
public interface Stray {}
