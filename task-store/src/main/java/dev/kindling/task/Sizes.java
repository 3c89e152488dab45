package dev.kindling.task;

/** Whether tasks are as large as their shape says. */
public enum Sizes {
  /** Every task has just as many examples, and programs spend nothing on leaving some out. */
  FIXED,
  /** Tasks may have fewer; examples of weight 0 fill them up and change nothing. */
  VARYING
}
