package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * A task is a user, an example one of the items with what the user says of it:
 *
 * <pre>
 *   rating = tanh(b + u . z) + noise e,   z = tanh(W x),   e ~ N(0, 1)
 * </pre>
 *
 * where x ~ N(0, I) are the item's features, W the shop's weights, the same for all users, z the
 * item's factors, u ~ N(0, I) the user's taste and b ~ N(0, 1/4) the user's mood. The support is
 * log-uniform from {@code leastSupport} to {@code mostSupport}, and the query in proportion to it.
 */
@Meaning(
    "Users of a shop, each with ratings of some of its items after hidden"
        + " factors: tasks of varying size.")
public record UsersSettings(
    @Meaning("The fewest ratings of a user to adapt to.") @Bounds(least = 1) int leastSupport,
    @Meaning("The most ratings of a user to adapt to.")
        @Bounds(leastIs = "least-support", most = TaskLimits.EXAMPLES)
        int mostSupport,
    @Meaning(
            "Ratings to be judged on, of a user with the largest support; others have"
                + " fewer in proportion.")
        @Bounds(least = 1, most = TaskLimits.EXAMPLES)
        int mostQuery,
    @Meaning("Numbers that describe an item.") @Bounds(least = 1, most = TaskLimits.ITEM_FEATURES)
        int features,
    @Meaning("Hidden numbers that decide what is said of an item.")
        @Bounds(least = 1, most = TaskLimits.FACTORS)
        int factors,
    @Meaning(
            "Items that the shop has: most-support and most-query together at least, as"
                + " no user rates one twice.")
        @Bounds(least = 2)
        int items,
    @Meaning("The standard deviation of what is added to a rating.") @Bounds(least = 0)
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
