package dev.kindling.task;

/** What the targets of a task are, which decides how errors are measured. */
public enum TargetKind {
  /** Numbers to be near to. */
  NUMBERS,
  /** For each number, whether something is so: 1 or 0. */
  BINARY,
  /** One number, the place of the right class. */
  CLASSES
}
