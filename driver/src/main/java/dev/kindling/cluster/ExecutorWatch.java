package dev.kindling.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorExcluded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.collection.JavaConverters;

/**
 * Says in a line each what happens to executors: that one was lost or excluded, that there is none,
 * that a round waits long for one. Spark itself says it in log files or not at all.
 */
final class ExecutorWatch extends SparkListener {

  /** Shorter waits are part of a cluster's day. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** A round waits for something if it lasts so many times as long as the longest of its phase. */
  private static final int LONG = 4;

  /** How Spark names the driver among executors. */
  private static final String DRIVER = "driver";

  /** How Spark begins the reason of a removal that the driver asked for. */
  private static final String ASKED_FOR = "Executor killed by driver";

  private final Consumer<String> say;
  private final Map<String, String> hosts = new TreeMap<>();
  private final Map<Long, String> running = new HashMap<>();
  private final Map<String, Long> longestNanos = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private String phase = "";
  private long nextLineNanos = PATIENCE_NANOS;
  private long notStarted;
  private boolean ended;

  ExecutorWatch(Consumer<String> say) {
    this.say = say;
  }

  /** Begins to watch. On a local master there is nothing to watch: the driver itself computes. */
  void begin(SparkContext spark) {
    if (!spark.isLocal()) {
      spark.addSparkListener(this);
    }
    JavaConverters.seqAsJavaList(spark.statusStore().executorList(true)).stream()
        .filter(executor -> spark.isLocal() || !executor.id().equals(DRIVER))
        .forEach(executor -> present(executor.id(), executor.hostPort()));
  }

  private synchronized void present(String executor, String hostAndPort) {
    hosts.putIfAbsent(executor, hostAndPort.replaceFirst(":\\d+$", ""));
  }

  /** The executors there are now, and the host of each. */
  synchronized SortedMap<String, String> executors() {
    return new TreeMap<>(hosts);
  }

  /** The next rounds are as long as others of their kind. */
  synchronized void phase(String phase) {
    this.phase = phase;
  }

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
    hosts.put(added.executorId(), added.executorInfo().executorHost());
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    String executor = named(removed.executorId());
    boolean worked = hosts.remove(removed.executorId()) != null;
    if (ended || removed.reason().startsWith(ASKED_FOR)) {
      return;
    }
    if (!worked) {
      sayNotStarted(executor, removed.reason());
    } else {
      say.accept(
          "%s was lost (%s); what it had begun is computed again elsewhere; executors left: %d"
              .formatted(executor, ClusterFault.firstSentence(removed.reason()), hosts.size()));
    }
  }

  /** A cluster tries again and again, so only the 1st, 2nd, 4th, 8th ... is said. */
  private void sayNotStarted(String executor, String reason) {
    notStarted++;
    if (Long.bitCount(notStarted) == 1) {
      say.accept(
          "%s did not start (%s), number %d that did not; executors there: %d"
              .formatted(executor, ClusterFault.firstSentence(reason), notStarted, hosts.size()));
    }
  }

  @Override
  public synchronized void onExecutorExcluded(SparkListenerExecutorExcluded excluded) {
    say.accept(
        "%s gets no more work for a while: %d of its tasks failed; see its log"
            .formatted(named(excluded.executorId()), excluded.taskFailures()));
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    running.put(start.taskInfo().taskId(), start.taskInfo().executorId());
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
  }

  /** Looks whether a round that has lasted so long makes one wait. */
  synchronized void look(long lastedNanos) {
    if (lastedNanos < nextLineNanos) {
      return;
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(lastedNanos);
    if (hosts.isEmpty()) {
      nextLineNanos = 2 * lastedNanos;
      say.accept(
          ("no executor for %d s, and nothing is computed without one; see whether the cluster's"
                  + " workers are up and have the memory and the cores free that spark.executor.memory"
                  + " and spark.executor.cores ask for")
              .formatted(seconds));
    } else if (lastedNanos > LONG * longest() && !running.isEmpty()) {
      nextLineNanos = 2 * lastedNanos;
      var slow = new TreeSet<>(running.values()).stream().map(this::named).toList();
      say.accept(
          "waiting for %s for %d s, where no round of %s before took more than %.1f s"
              .formatted(String.join(" and ", slow), seconds, phase, longest() / 1e9));
    }
  }

  /** Of a first round nobody knows how long it takes. */
  private long longest() {
    return longestNanos.getOrDefault(phase, Long.MAX_VALUE / LONG);
  }

  /** A round ended after so long. The first of a phase waits for programs to be made. */
  synchronized void rounded(long lastedNanos) {
    if (!begun.add(phase)) {
      longestNanos.merge(phase, lastedNanos, Math::max);
    }
    nextLineNanos = PATIENCE_NANOS;
  }

  /** From now on executors go because all is done. */
  synchronized void end() {
    ended = true;
  }

  private String named(String executor) {
    String host = hosts.get(executor);
    return host == null ? "executor " + executor : "executor %s on %s".formatted(executor, host);
  }
}
