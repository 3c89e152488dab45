package dev.kindling.cluster;

import dev.kindling.episode.MetaState;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** How the states of rounds get to executors. */
final class States {
  private static final ClassTag<MetaState> TYPE = ClassTag$.MODULE$.apply(MetaState.class);

  /** Beyond so many bytes for all tasks together executors had better fetch it from each other. */
  private static final long MOST_ALONG = 32L << 20;

  private final SparkContext spark;

  /**
   * The state of the last round. Spark removes it while the next round runs, or with all else when
   * it stops: a stop in the middle of a removal fills standard error with stack traces.
   */
  private Optional<Broadcast<MetaState>> spent = Optional.empty();

  States(SparkContext spark) {
    this.spark = spark;
  }

  /** Whether a state is so small that it goes to each of some tasks along with the work. */
  static boolean isSmall(MetaState state, int tasks) {
    return (long) state.theta().length * Float.BYTES * tasks <= MOST_ALONG;
  }

  SentState fetched(MetaState state) {
    Broadcast<MetaState> broadcast = spark.broadcast(state, TYPE);
    spent.ifPresent(Broadcast::destroy);
    spent = Optional.of(broadcast);
    return new SentState.Fetched(broadcast);
  }
}
