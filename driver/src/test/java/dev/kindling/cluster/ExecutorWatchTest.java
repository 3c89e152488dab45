package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorExcluded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map$;

class ExecutorWatchTest {
  private final List<String> said = new ArrayList<>();
  private final ExecutorWatch watch = new ExecutorWatch(said::add);

  @Test
  void saysThatAnExecutorWasLostAndWhy() {
    add("3", "a.example");
    add("4", "b.example");
    remove("3", "Remote RPC client disassociated. Likely due to containers exceeding thresholds");
    assertThat(said)
        .containsExactly(
            "executor 3 on a.example was lost (Remote RPC client disassociated); what it had begun is"
                + " computed again elsewhere; executors left: 1");
  }

  @Test
  void saysNothingOfExecutorsThatWereLetGoNorAfterTheEnd() {
    add("3", "a.example");
    add("4", "b.example");
    remove("3", "Executor killed by driver.");
    watch.end();
    remove("4", "Command exited with code 143");
    assertThat(said).isEmpty();
  }

  @Test
  void tellsThoseThatDidNotStartFromThoseThatWereLost() {
    for (int executor = 0; executor < 5; executor++) {
      remove(Integer.toString(executor), "no space left");
    }
    assertThat(said)
        .hasSize(3)
        .endsWith(
            "executor 3 did not start (no space left), number 4 that did not; executors there: 0");
  }

  @Test
  void saysThatAnExecutorWasExcluded() {
    add("3", "a.example");
    watch.onExecutorExcluded(new SparkListenerExecutorExcluded(0, "3", 2));
    assertThat(said)
        .containsExactly(
            "executor 3 on a.example gets no more work for a while: 2 of its tasks failed; see its"
                + " log");
  }

  @Test
  void saysThatThereIsNoExecutorLessAndLessOften() {
    for (int seconds = 5; seconds <= 200; seconds += 5) {
      watch.look(TimeUnit.SECONDS.toNanos(seconds));
    }
    assertThat(said).hasSize(4);
    assertThat(said.get(0)).startsWith("no executor for 15 s, and nothing is computed without one");
    assertThat(said.get(3)).startsWith("no executor for 120 s");
  }

  @Test
  void saysForWhichExecutorARoundWaitsIfOthersOfItsKindWereShorter() {
    add("3", "a.example");
    start(7, "3");
    watch.phase("training");
    watch.look(TimeUnit.SECONDS.toNanos(60));
    assertThat(said).isEmpty();

    watch.rounded(TimeUnit.SECONDS.toNanos(9));
    watch.rounded(TimeUnit.SECONDS.toNanos(2));
    watch.phase("validation");
    watch.look(TimeUnit.SECONDS.toNanos(60));
    assertThat(said).isEmpty();

    watch.phase("training");
    watch.look(TimeUnit.SECONDS.toNanos(14));
    watch.look(TimeUnit.SECONDS.toNanos(20));
    watch.look(TimeUnit.SECONDS.toNanos(25));
    assertThat(said)
        .containsExactly(
            "waiting for executor 3 on a.example for 20 s, where no round of training before took more"
                + " than 2.0 s");
  }

  private void add(String executor, String host) {
    var info = new ExecutorInfo(host, 1, Map$.MODULE$.empty());
    watch.onExecutorAdded(new SparkListenerExecutorAdded(0, executor, info));
  }

  private void remove(String executor, String reason) {
    watch.onExecutorRemoved(new SparkListenerExecutorRemoved(0, executor, reason));
  }

  private void start(long task, String executor) {
    var info = new TaskInfo(task, 0, 0, 0, 0, executor, "h", TaskLocality.ANY(), false);
    watch.onTaskStart(new SparkListenerTaskStart(0, 0, info));
  }
}
