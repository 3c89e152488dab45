package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.checkpoint.TrainingState;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.training.MetaStep;
import dev.kindling.training.MetaTraining;
import dev.kindling.training.StepTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A cluster that runs one task at a time. The build sets SPARK_HOME, from which it is started. */
class OneCoreTest {
  private static final Configuration HARD =
      ConfigurationReader.parse(
          """
          tasks: {kind: sinusoid, support: 128, query: 128}
          model: {kind: mlp, hidden: [128, 128]}
          learner: {kind: maml, steps: 3}
          training: {tasks-per-step: 32, tasks-per-shard: 4}
          """,
          "hard",
          List.of());

  @Test
  void aStepsTimeIsThatOfItsOneTask() {
    try (Cluster cluster =
        Cluster.connect("one", Optional.of("local-cluster[1,1,1024]"), 0, damaged -> {})) {
      assertThat(cluster.atOnce()).as("whether or not the executor is there").isOne();
      var step = new MetaStep(HARD, cluster);
      TrainingState first = step.after(MetaTraining.start(HARD)).state();
      StepTime time = step.after(first).report().time();

      assertThat(cluster.atOnce()).isOne();
      assertThat(time.atOnce()).isOne();
      double work = time.sampleNanos() + time.prepareNanos() + time.computeNanos();
      double beside = time.unevenNanos() + time.networkNanos() + time.updateNanos();
      assertThat(work).as("%s", time).isGreaterThan(beside);
      assertThat(work + beside).isCloseTo((double) time.totalNanos(), within(1e3));
    }
  }
}
