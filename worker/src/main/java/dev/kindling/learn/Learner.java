package dev.kindling.learn;

import dev.kindling.model.ParameterLayout;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;

/** A way of learning to learn, for blocks of tasks of one shape. */
public interface Learner {
  /** The meta-parameters. */
  ParameterLayout layout();

  /** Whether its programs take tasks that are smaller than their shape. */
  Sizes sizes();

  /** Fresh meta-parameters, a function of the key alone. */
  float[] initialise(Key key);

  /** Gives each task's loss and the meta-parameters' gradient, summed over weighted tasks. */
  Program training(int tasks);

  /**
   * Gives each task's query loss after 0, 1, ... {@code steps} inner steps and, unless targets are
   * numbers, its accuracy.
   */
  Program evaluation(int tasks, int steps);
}
