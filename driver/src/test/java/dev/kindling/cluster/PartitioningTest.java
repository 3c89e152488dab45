package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitioningTest {

  @ParameterizedTest
  @CsvSource({"1,1", "7,1", "7,2", "7,3", "7,7", "38,7", "1000,16"})
  void thePartsAreTheWholeInOrderAndNearlyEqual(int items, int partitions) {
    List<Integer> all = IntStream.range(0, items).boxed().toList();
    List<Integer> together = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      var cut = new Partitioning(items, partitions);
      List<Integer> part = all.subList(cut.start(partition), cut.start(partition + 1));
      assertThat(part.size()).isBetween(items / partitions, items / partitions + 1);
      together.addAll(part);
    }
    assertThat(together).isEqualTo(all);
  }
}
