package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.EngineFailure;
import dev.kindling.fault.Fault;
import java.io.IOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class ClusterFaultTest {

  private static final String STACK = "Job aborted: lost executors.\nDriver stacktrace:";

  @Test
  void aFaultOfATaskKeepsItsKind() {
    Fault fault = Fault.resources("too little memory");
    assertThat(ClusterFault.computing(new SparkException(STACK, fault), false)).isSameAs(fault);
  }

  @Test
  void lostExecutorsAreTheClustersFault() {
    RuntimeException thrown = ClusterFault.computing(new SparkException(STACK), false);
    assertThat(kind(thrown)).isEqualTo(Fault.Kind.CLUSTER);
    assertThat(thrown)
        .hasMessage(
            "Spark gave up: Job aborted: lost executors; see to the cluster, then go on from the last"
                + " checkpoint with --resume");
  }

  @Test
  void theReasonEndsWhereTracesAndSettingsBegin() {
    var excluded =
        new SparkException(
            """
            Job aborted due to stage failure:\s
            Aborting TaskSet 0.0 because task 0 (partition 0)
            cannot run anywhere due to node and executor excludeOnFailure.

            ExcludeOnFailure behavior can be configured via spark.excludeOnFailure.*.
            """);
    assertThat(ClusterFault.reason(excluded))
        .isEqualTo(
            "Job aborted due to stage failure: Aborting TaskSet 0.0 because task 0 (partition 0)"
                + " cannot run anywhere due to node and executor excludeOnFailure");
    assertThat(ClusterFault.reason(new SparkException("Task 3 failed: x.Y: why\n\tat a.b(c.java)")))
        .isEqualTo("Task 3 failed: x.Y: why");
  }

  @Test
  void soAreFetchesThatFailedAndAnythingOnceSparkHasStopped() {
    var fetch = new SparkException(STACK, new IOException("connection reset"));
    assertThat(kind(ClusterFault.computing(fetch, false))).isEqualTo(Fault.Kind.CLUSTER);
    var stopped = new IllegalStateException("Cannot call methods on a stopped SparkContext");
    assertThat(kind(ClusterFault.computing(stopped, true))).isEqualTo(Fault.Kind.CLUSTER);
  }

  @Test
  void aFullHeapIsALackOfResources() {
    var thrown = new SparkException(STACK, new OutOfMemoryError("Java heap space"));
    assertThat(kind(ClusterFault.computing(thrown, false))).isEqualTo(Fault.Kind.RESOURCES);
  }

  @Test
  void soIsAnEngineThatFails() {
    EngineFailure broken = EngineFailure.of("onednn", new IllegalStateException("no kernel"));
    RuntimeException thrown = ClusterFault.computing(new SparkException(STACK, broken), false);
    assertThat(kind(thrown)).isEqualTo(Fault.Kind.RESOURCES);
    assertThat(thrown)
        .hasMessage(broken.getMessage() + "; run kindling check on each machine that computes");
  }

  @Test
  void whatOurCodeThrowsIsABug() {
    var thrown = new SparkException(STACK, new NullPointerException("x"));
    assertThat(ClusterFault.computing(thrown, false))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasCause(thrown);
  }

  @Test
  void aMasterThatDoesNotAnswerIsNamed() {
    var thrown = new SparkException("All masters are unresponsive! Giving up.");
    assertThat(ClusterFault.connecting("spark://a:1", thrown))
        .hasMessageContaining("could be started on spark://a:1: All masters are unresponsive!");
  }

  private static Fault.Kind kind(RuntimeException thrown) {
    return ((Fault) thrown).kind();
  }
}
