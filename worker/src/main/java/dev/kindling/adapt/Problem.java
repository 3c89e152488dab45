package dev.kindling.adapt;

import dev.kindling.fault.Require;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;

/**
 * A task and what is asked about it.
 *
 * @param support what to adapt to
 * @param questions the features of one example or more
 */
public record Problem(Examples support, HostTensor questions) {
  public Problem {
    Require.present("support", support);
    Require.present("questions", questions);
  }
}
