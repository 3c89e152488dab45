package dev.kindling.task;

import dev.kindling.fault.Require;

/**
 * Users of a shop, each with ratings of some of its items: recommendation with hidden factors. A
 * task is a user, an example one of the items with what the user says of it:
 *
 * <pre>
 *   rating = tanh(b + u . z) + noise e,   z = tanh(W x),   e ~ N(0, 1)
 * </pre>
 *
 * where x ~ N(0, I) are the item's features, W the shop's weights, the same for all users, z the
 * item's factors, u ~ N(0, I) the user's taste and b ~ N(0, 1/4) the user's mood. Users differ in
 * how much they have rated: the support is log-uniform from {@code leastSupport} to {@code
 * mostSupport}, and the query in proportion to it.
 *
 * @param mostQuery items to be judged on, of a user with the largest support
 * @param features numbers that describe an item
 * @param factors hidden numbers that decide what is said of it
 * @param items that the shop has; no user rates one twice
 */
public record UsersSettings(
    int leastSupport,
    int mostSupport,
    int mostQuery,
    int features,
    int factors,
    int items,
    double noise)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  public UsersSettings {
    Require.positive("least-support", leastSupport);
    Require.atLeast("most-support", mostSupport, leastSupport);
    Require.positive("most-query", mostQuery);
    Require.positive("features", features);
    Require.positive("factors", factors);
    Require.atMost("most-support", mostSupport, TaskLimits.EXAMPLES);
    Require.atMost("most-query", mostQuery, TaskLimits.EXAMPLES);
    Require.atMost("features", features, TaskLimits.ITEM_FEATURES);
    TaskLimits.requireRoom("most-support", mostSupport, features);
    TaskLimits.requireRoom("most-query", mostQuery, features);
    Require.atMost("factors", factors, TaskLimits.FACTORS);
    Require.atLeast("items", items, (long) mostSupport + mostQuery);
    Require.notNegative("noise", noise);
  }

  public static UsersSettings defaults() {
    return new UsersSettings(4, 32, 16, 16, 4, 1000, .1);
  }

  @Override
  public TaskSource open(Split split) {
    return new UsersSource(this, split);
  }
}
