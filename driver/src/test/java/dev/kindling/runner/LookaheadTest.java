package dev.kindling.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookaheadTest {
  private static final List<Shard> NOW = Shard.cut(Split.TRAIN, Key.of(0), 8, 2);
  private static final List<Shard> NEXT = Shard.cut(Split.TRAIN, Key.of(1), 8, 2);

  @Test
  void twoShardsBeyondTheOneAtWorkAndEachOnce() {
    var lookahead = new Lookahead(NOW, NEXT, 1);
    List<Shard> announced = new ArrayList<>();

    lookahead.begin(0, announced::add);
    assertThat(announced).containsExactlyElementsOf(NOW.subList(0, 3));
    lookahead.begin(1, announced::add);
    assertThat(announced).containsExactlyElementsOf(NOW);
  }

  @Test
  void thoseOfTheNextRoundFollow() {
    var lookahead = new Lookahead(NOW.subList(0, 1), NEXT, 1);
    List<Shard> announced = new ArrayList<>();

    lookahead.begin(0, announced::add);
    assertThat(announced).containsExactly(NOW.get(0), NEXT.get(0), NEXT.get(1));
  }

  @Test
  void threadsThatWorkSideBySideLookAsFarAhead() {
    List<Shard> announced = new ArrayList<>();
    new Lookahead(NOW, NEXT, 2).begin(0, announced::add);
    assertThat(announced).containsExactlyElementsOf(NOW);
  }

  @Test
  void afterTheLastRoundNothing() {
    List<Shard> announced = new ArrayList<>();
    new Lookahead(NOW.subList(0, 1), List.of(), 1).begin(0, announced::add);
    assertThat(announced).containsExactly(NOW.get(0));
  }
}
