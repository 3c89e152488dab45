package dev.kindling.learn;

/** What a learner's programs call their inputs and outputs. */
public final class EpisodeNames {
  /** {@code [tasks]}: 1 for a task that counts, 0 for one that fills the block up. */
  public static final String TASK_WEIGHTS = "task-weights";

  /** {@code [tasks]}: each task's loss on its query examples after the inner loop. */
  public static final String LOSS = "loss";

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

  /** {@code [tasks]}: the loss on the query examples after {@code step} inner steps. */
  public static String error(int step) {
    return "error/" + step;
  }

  /**
   * {@code [tasks]}: the share of query examples that are answered right after {@code step} inner
   * steps; an output only where targets are classes or say whether something is so.
   */
  public static String accuracy(int step) {
    return "accuracy/" + step;
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
