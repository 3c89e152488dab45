package dev.kindling.learn;

/** Whether tasks are as large as their shape says. */
public enum Sizes {
  /** Every example counts, and programs spend nothing on leaving some out. */
  FIXED,
  /** Examples of weight 0 may fill a task up; they change nothing. */
  PADDED
}
