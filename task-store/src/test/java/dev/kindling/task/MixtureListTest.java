package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureListTest {
  private static final Key KEY = Key.of(9);
  private static final TaskSource WAVES = SinusoidSettings.defaults().open(Split.TEST);

  /** So many tasks, of which the names are their places. */
  private record Counted(int tasks) implements TaskList {
    @Override
    public OptionalLong size() {
      return OptionalLong.of(tasks);
    }

    @Override
    public int count(int most) {
      return Math.min(most, tasks);
    }

    @Override
    public void expect(int place) {}

    @Override
    public Listed task(int place) {
      Task wave = WAVES.sample(KEY);
      var named = new Task("place " + place, wave.support(), wave.query(), "");
      return new Listed(Optional.of(named), List.of());
    }
  }

  private static int draw(Key key) {
    return (int) key.below(0, 2);
  }

  private static MixtureList list(int tasks) {
    return new MixtureList(
        KEY, List.of(WAVES.list(KEY), new Counted(tasks)), MixtureListTest::draw);
  }

  @Test
  void countedTasksComeInTheirOrderAndDrawnOnesByTheKeyOfThePlace() {
    MixtureList list = list(1000);
    int counted = 0;
    for (int place = 0; place < 100; place++) {
      Task task = list.task(place).task().orElseThrow();
      if (draw(KEY.fold(place)) == 0) {
        assertThat(task).isEqualTo(WAVES.sample(KEY.fold(place)));
      } else {
        assertThat(task.name()).isEqualTo("place " + counted++);
      }
    }
    assertThat(counted).isBetween(20, 80);
  }

  @Test
  void aPlaceIsTheSameInAnyOrder() {
    List<Task> inOrder = tasks(list(1000), IntStream.range(0, 50));
    List<Task> backwards = tasks(list(1000), IntStream.range(0, 50).map(i -> 49 - i));
    for (int i = 0; i < 50; i++) {
      assertThat(backwards.get(49 - i).name()).isEqualTo(inOrder.get(i).name());
    }
  }

  private static List<Task> tasks(MixtureList list, IntStream places) {
    return places.mapToObj(place -> list.task(place).task().orElseThrow()).toList();
  }

  @Test
  void itEndsBeforeTheFirstPlaceForWhichThereIsNoTaskLeft() {
    List<Integer> places = new ArrayList<>();
    IntStream.range(0, 100).filter(place -> draw(KEY.fold(place)) == 1).forEach(places::add);
    for (int tasks = 0; tasks < 5; tasks++) {
      assertThat(list(tasks).count(100)).isEqualTo(places.get(tasks));
      assertThat(list(tasks).count(2)).isEqualTo(Math.min(2, places.get(tasks)));
    }
    assertThat(list(1000).count(100)).isEqualTo(100);
  }
}
