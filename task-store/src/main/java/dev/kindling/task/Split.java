package dev.kindling.task;

/** Which part of a distribution tasks come from; no task is in two of them. */
public enum Split {
  /** What the outer loop learns from. */
  TRAIN,
  /** What chooses among checkpoints and settings. */
  VALIDATION,
  /** What is reported. */
  TEST
}
