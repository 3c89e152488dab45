package dev.kindling.task;

/** Whether tasks are as large as their shape says. */
public enum Sizes {
  /** Every task has exactly as many examples, so programs spend nothing on masks. */
  FIXED,
  /** Tasks may have fewer; they are filled up with examples of weight 0, which change nothing. */
  VARYING
}
