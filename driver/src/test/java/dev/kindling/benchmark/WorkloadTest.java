package dev.kindling.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSource;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final Engine ENGINE = new ReferenceEngine(1L << 40);

  private static final EngineSettings SETTINGS = EngineSettings.defaults();

  private static long flops(Workload workload) {
    return EpisodePlans.of(workload.configuration(SETTINGS).episodes(), ENGINE)
        .training()
        .cost()
        .flops();
  }

  @Test
  void aMetaBatchIsCutIntoBlocksAndTheLastMayBeSmaller() {
    Workload sinusoid = Workload.named("sinusoid");
    assertThat(sinusoid.shards()).isEqualTo(2);
    assertThat(sinusoid.withTasks(40).shards()).isEqualTo(3);
    assertThat(sinusoid.withTasks(3).shards()).isEqualTo(1);
    assertThat(sinusoid.withTasks(3).configuration(SETTINGS).training().tasksPerShard())
        .isEqualTo(3);
  }

  @Test
  void everyStepHasTheSameTasks() {
    TaskSource source =
        Workload.named("sinusoid").configuration(SETTINGS).tasks().open(Split.TRAIN);
    assertThat(source.drawn(Key.of(1)).task(7)).isEqualTo(source.drawn(Key.of(2)).task(7));
    assertThat(source.drawn(Key.of(1)).task(7)).isNotEqualTo(source.drawn(Key.of(1)).task(8));
  }

  @Test
  void theStepsAreThoseOfTraining() {
    try (var benchmark = new Benchmark(Workload.named("sinusoid"), SETTINGS, 2)) {
      Measurement measured = benchmark.measure(0.01);
      assertThat(measured.tasksPerSecond()).isPositive();
      assertThat(measured.threads()).isEqualTo(2);
      assertThat(measured.compileSeconds()).isPositive();
    }
  }

  @Test
  void moreInnerStepsAndFiltersAreMoreWork() {
    Workload omniglot = Workload.named("omniglot").withFilters(8);
    assertThat(flops(omniglot.withFilters(16)) / (double) flops(omniglot)).isBetween(2.5, 4.0);
    Workload sinusoid = Workload.named("sinusoid");
    assertThat(flops(sinusoid.withInnerSteps(10)) / (double) flops(sinusoid)).isBetween(1.8, 2.0);
  }

  @Test
  void aPerceptronHasNoFilters() {
    assertThatThrownBy(() -> Workload.named("recsys").withFilters(8))
        .hasMessageContaining("--filters is for convolutions but recsys is a perceptron");
  }
}
