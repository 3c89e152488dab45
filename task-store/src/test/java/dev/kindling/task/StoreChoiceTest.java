package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreChoiceTest {
  private static final StoredSettings STORED = StoredSettings.defaults();
  private static final EpisodesSettings EPISODES = EpisodesSettings.defaults();

  @Test
  void theNewestVersionIsTheDefault() {
    assertThat(STORED.store()).isEqualTo(new StoreChoice("store", StoreChoice.NEWEST));
    assertThat(EPISODES.store()).isEqualTo(new StoreChoice("store", StoreChoice.NEWEST));
    assertThat(new StoreChoice("a", 12).number()).isEqualTo(12);
  }

  /** An executor that looked for the newest version would read what others do not. */
  @Test
  void tasksOfAVersionThatIsNotSettledAreNotOpened() {
    for (TaskSettings settings : List.of(STORED, EPISODES)) {
      assertThatThrownBy(() -> settings.open(Split.TRAIN))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the newest version of store has no number");
    }
  }

  @Test
  void storesAreChosenAnewInTheirOrder() {
    var inner = new MixtureSettings(List.of(new MixturePart("b", 2, EPISODES)));
    var mixture =
        new MixtureSettings(
            List.of(
                new MixturePart("a", 1, STORED),
                new MixturePart("w", 1, SinusoidSettings.defaults()),
                new MixturePart("m", 1, inner)));
    int[] count = new int[1];

    TaskSettings chosen = mixture.withStores(store -> new StoreChoice("s", ++count[0]));

    assertThat(chosen.stores()).containsExactly(new StoreChoice("s", 1), new StoreChoice("s", 2));
    assertThat(chosen.withStores(store -> STORED.store())).isEqualTo(mixture);
    assertThat(SinusoidSettings.defaults().stores()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "01", "1.0", "newer", "Newest", "1234567890", " 1"})
  void whatIsNoVersionIsRefused(String version) {
    assertThatThrownBy(() -> new StoreChoice("store", version))
        .hasMessage("version must be a whole number from 1, as 3, or newest but is " + version);
  }
}
