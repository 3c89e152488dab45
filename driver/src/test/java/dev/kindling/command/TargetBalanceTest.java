package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetBalanceTest {

  @Test
  void theLargestSharesComeFirst() {
    var names = List.of("elm", "oak", "fir");
    assertThat(new TargetBalance(names, List.of(1L, 3L, 0L), 3).text())
        .isEqualTo("oak 75.0 %, elm 25.0 %, 1 never");
  }

  @Test
  void ofManyClassesTheTopFewAreShown() {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();
    List<Long> counts = IntStream.range(0, 20).mapToObj(i -> (long) i).toList();
    assertThat(new TargetBalance(names, counts, 20).text())
        .startsWith("c19 10.0 %, c18 9.5 %, ")
        .endsWith("c12 6.3 %, 11 more, 1 never");
  }

  @Test
  void whatIsNotCountedIsSaidSo() {
    assertThat(new TargetBalance(List.of(), List.of(), 9000).text())
        .isEqualTo("one of 9000 classes");
    assertThat(new TargetBalance(List.of("no", "yes"), List.of(0L, 0L), 1).text())
        .isEqualTo("no examples");
  }
}
