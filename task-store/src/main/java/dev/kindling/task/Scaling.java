package dev.kindling.task;

/** What is done to stored numbers before they are learned from. */
public enum Scaling {
  /** Numbers stay as they are. */
  NONE,
  /** Unsigned bytes are divided by 255; other numbers stay as they are. */
  UNIT,
  /** The training split's mean is taken away and its deviation divided by. */
  STANDARD
}
