package dev.kindling.episode;

import java.io.Serializable;

/** A task that was left out, and why. */
public record SkippedTask(String task, String reason, Cause cause) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Whose trouble it is. */
  public enum Cause {
    /** Its numbers, or those that training came to, are not finite. */
    NUMBERS,
    /** The engine failed on it. */
    ENGINE
  }

  /** A task whose numbers are not finite. */
  public SkippedTask(String task, String reason) {
    this(task, reason, Cause.NUMBERS);
  }
}
