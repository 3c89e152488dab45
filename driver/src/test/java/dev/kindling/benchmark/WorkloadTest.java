package dev.kindling.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private final Engine engine = new ReferenceEngine(1L << 40);

  private static List<Integer> blockSizes(Workload workload) {
    return workload.blocks().stream().map(List::size).toList();
  }

  private long flops(Workload workload) {
    return workload.plans(engine).training().cost().flops();
  }

  @Test
  void aMetaBatchIsCutIntoBlocksAndTheLastMayBeSmaller() {
    Workload sinusoid = Workload.named("sinusoid");
    assertThat(blockSizes(sinusoid)).containsExactly(16, 16);
    assertThat(blockSizes(sinusoid.withTasks(40))).containsExactly(16, 16, 8);
    assertThat(blockSizes(sinusoid.withTasks(3))).containsExactly(3);
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
