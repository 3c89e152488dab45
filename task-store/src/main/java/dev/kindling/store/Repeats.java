package dev.kindling.store;

/** What becomes of an import that brings only what the store took before. */
public enum Repeats {
  REFUSE,
  TAKE
}
