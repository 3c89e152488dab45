package dev.kindling.learn;

import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbols;
import java.util.Map;

/**
 * A way of learning to learn, for blocks of tasks of one shape. It says how a task is learned from
 * the meta-parameters, and {@link EpisodePrograms} writes all programs from that.
 */
public interface Learner {

  /** The meta-parameters, in groups. */
  ParameterLayout layout();

  /** Fresh meta-parameters, a function of the key alone. */
  float[] initialise(Key key);

  /** How many inner steps a task is learned in while training; 0 where it is learned in one go. */
  int steps();

  /** How many inner steps an evaluation takes that asks for so many. */
  default int evaluationSteps(int asked) {
    return steps() == 0 ? 0 : asked;
  }

  /**
   * Learns a block of tasks.
   *
   * @param theta each meta-parameter, with the tasks as its first axis
   */
  Learned learn(Symbols theta, Batch support, Episode episode);

  /** What the meta-parameters are moved by. */
  default MetaObjective objective() {
    return new QueryLoss();
  }

  /** What the meta-gradient is, once all schedules have come to their end. */
  default MetaGradientOrder order() {
    return objective().order();
  }

  /** Numbers that a schedule sets, by name: those of one outer step, counted from 0. */
  default Map<String, Double> controls(long step) {
    return Map.of();
  }
}
