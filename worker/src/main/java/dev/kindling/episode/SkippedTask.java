package dev.kindling.episode;

import java.io.Serializable;

/** A task that was left out, and why. */
public record SkippedTask(String task, String reason) implements Serializable {
  private static final long serialVersionUID = 1;
}
