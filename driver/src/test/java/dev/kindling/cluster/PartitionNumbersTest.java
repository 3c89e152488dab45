package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionNumbersTest {
  private static final SortedMap<String, String> EXECUTORS =
      new TreeMap<>(Map.of("0", "here", "2", "there"));

  @Test
  void partitionsAreSpreadEvenlyOverExecutors() {
    assertThat(IntStream.range(0, 4).mapToObj(i -> PartitionNumbers.place(i, 4, EXECUTORS)))
        .map(place -> place.orElseThrow())
        .containsExactly(
            "executor_here_0", "executor_here_0", "executor_there_2", "executor_there_2");
    assertThat(PartitionNumbers.place(0, 1, EXECUTORS)).contains("executor_here_0");
    assertThat(PartitionNumbers.place(2, 3, EXECUTORS)).contains("executor_there_2");
  }

  @Test
  void whereThereIsNoneNothingIsWished() {
    assertThat(PartitionNumbers.place(1, 3, new TreeMap<>())).isEmpty();
  }
}
