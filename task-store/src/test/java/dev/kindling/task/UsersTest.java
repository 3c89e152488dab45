package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UsersTest {

  private static final Key KEY = Key.of(11);

  @Test
  void everySizeBetweenLeastAndMostIsMet() {
    TaskSource source = new UsersSettings(4, 32, 16, 2, 2, 100, .1).open(Split.TRAIN);
    Map<Integer, Integer> sizes = new TreeMap<>();
    for (int slot = 0; slot < 4000; slot++) {
      Task task = source.sample(KEY.fold(slot));
      sizes.merge(task.support().count(), 1, Integer::sum);
      assertThat(task.query().count()).isEqualTo(task.support().count() / 2);
    }
    assertThat(source.sizes()).isEqualTo(Sizes.VARYING);
    assertThat(sizes.keySet()).hasSize(29).contains(4, 32);
    assertThat(sizes.get(4)).as("small ones are frequent").isGreaterThan(5 * sizes.get(32));
  }

  @Test
  void usersOfOneSizeAreFixed() {
    UsersSettings one = new UsersSettings(5, 5, 7, 2, 2, 12, 0);
    assertThat(one.open(Split.TRAIN).sizes()).isEqualTo(Sizes.FIXED);
    assertThat(one.open(Split.TRAIN).sample(KEY).query().count()).isEqualTo(7);
  }

  @Test
  void noUserRatesAnItemTwice() {
    TaskSource source = new UsersSettings(30, 30, 20, 2, 2, 50, 0).open(Split.TRAIN);
    Set<Item> items = new HashSet<>();
    for (int slot = 0; slot < 5; slot++) {
      Set<Item> ofUser = new HashSet<>();
      Task task = source.sample(KEY.fold(slot));
      addItems(ofUser, task.support());
      addItems(ofUser, task.query());
      assertThat(ofUser).hasSize(50);
      items.addAll(ofUser);
    }
    assertThat(items).as("the shop is one for all").hasSize(50);
  }

  private record Item(float first, float second) {}

  private static void addItems(Set<Item> items, Examples examples) {
    float[] features = examples.features().floats();
    for (int i = 0; i < features.length; i += 2) {
      items.add(new Item(features[i], features[i + 1]));
    }
  }

  /**
   * Of one item, users who do not share a taste say different things; noise apart, within bounds.
   */
  @Test
  void ratingsAreOfTheUser() {
    TaskSource source = new UsersSettings(1, 1, 1, 2, 2, 2, 0).open(Split.TRAIN);
    Set<Float> ratings = new TreeSet<>();
    double sum = 0;
    int n = 5000;
    for (int slot = 0; slot < n; slot++) {
      float rating = source.sample(KEY.fold(slot)).support().targets().floats()[0];
      assertThat(rating).isBetween(-1f, 1f);
      ratings.add(rating);
      sum += rating;
    }
    assertThat(ratings).hasSizeGreaterThan(n - 10);
    assertThat(sum / n).isCloseTo(0, within(.05));
  }

  @Test
  void impossibleSettingsAreRefused() {
    requireRefused("most-support must be at least 5 but is 4", 5, 4, 1, 10);
    requireRefused("least-support must be at least 1 but is 0", 0, 4, 1, 10);
    requireRefused("most-query must be at least 1 but is 0", 1, 4, 0, 10);
    requireRefused("items must be at least 12 but is 11", 1, 8, 4, 11);
  }

  private static void requireRefused(String message, int least, int most, int query, int items) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UsersSettings(least, most, query, 1, 1, items, 0))
        .withMessage(message);
  }
}
