package dev.kindling.task;

/** Which part of a distribution tasks come from; no task is in two of them. */
public enum Split {
  /** Tasks that the outer loop learns from. */
  TRAIN,
  /** Tasks that checkpoints and settings are chosen by. */
  VALIDATION,
  /** Tasks that the last report is about. */
  TEST
}
