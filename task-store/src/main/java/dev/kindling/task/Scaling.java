package dev.kindling.task;

/** What is done to stored numbers before they are learned from. */
public enum Scaling {
  /** Numbers stay as they are. */
  NONE,
  /** Unsigned bytes are divided by 255; other numbers stay as they are. */
  UNIT,
  /** Numbers become (x - mean) / deviation, with mean and deviation of the training split. */
  STANDARD
}
