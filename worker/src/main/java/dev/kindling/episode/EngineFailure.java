package dev.kindling.episode;

import dev.kindling.fault.Fault;
import dev.kindling.task.Task;
import java.util.List;

/** An engine that could not run a program on the numbers that it was given. */
public final class EngineFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** What an engine of this name threw while it computed. */
  public static EngineFailure of(String engine, RuntimeException cause) {
    return new EngineFailure("the engine %s failed: %s".formatted(engine, cause), cause);
  }

  /** What to tell people of it. */
  public Fault fault() {
    return Fault.resources(
        getMessage() + "; run kindling check on each machine that computes", this);
  }

  /** The same, with the tasks on each of which it failed. */
  EngineFailure on(List<Task> tasks) {
    String names = String.join(", ", tasks.stream().map(Task::name).toList());
    return new EngineFailure(getMessage() + "; it fails on each of the tasks " + names, getCause());
  }
}
