package dev.kindling.learn;

/** What a learner's programs call their inputs and outputs. */
public final class EpisodeNames {
  /** {@code [tasks]}: 1 for a task that counts, 0 for one that fills the block up. */
  public static final String TASK_WEIGHTS = "task-weights";

  /** {@code [tasks]}: each task's loss on its query examples after the inner loop. */
  public static final String LOSS = "loss";

  /** {@code [tasks, 8]}: the key of each task; an input only of learners that draw. */
  public static final String KEYS = "task-keys";

  /** {@code [tasks, examples, outputs]}: what is said of the query examples in the end. */
  public static final String PREDICTIONS = "predictions";

  /** How the names begin of what is kept of a task. */
  public static final String ADAPTED = "adapted/";

  /** How the names of controls begin. */
  public static final String CONTROLS = "control/";

  public static final String SUPPORT = "support";
  public static final String QUERY = "query";

  private EpisodeNames() {}

  /** A meta-parameter, without a task axis. */
  public static String parameter(String name) {
    return "theta/" + name;
  }

  /** The sum over tasks of a meta-parameter's gradient. */
  public static String gradient(String name) {
    return "gradient/" + name;
  }

  /** The sum over tasks of what they say that a carried meta-parameter should be. */
  public static String carried(String name) {
    return "carried/" + name;
  }

  /** A scalar that the learner's schedule sets. */
  public static String control(String name) {
    return CONTROLS + name;
  }

  /** What is kept of each task: an output of its adaptation, an input where it is asked. */
  public static String adapted(String name) {
    return ADAPTED + name;
  }

  /** {@code [tasks]}: the loss on the query examples after {@code step} inner steps. */
  public static String error(int step) {
    return "error/" + step;
  }

  /** {@code [tasks, examples, outputs]}: what is said of the query examples after as many. */
  public static String predictions(int step) {
    return PREDICTIONS + "/" + step;
  }

  public static String features(String part) {
    return part + "/features";
  }

  public static String targets(String part) {
    return part + "/targets";
  }

  public static String weights(String part) {
    return part + "/weights";
  }
}
