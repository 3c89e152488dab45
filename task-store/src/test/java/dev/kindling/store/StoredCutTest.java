package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/guides/tables.md says of support and query, and of missing numbers. */
@NeedsHadoop
class StoredCutTest {
  private static final int DRAWS = 60;

  @TempDir private Path directory;

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  /**
   * One task, in the order of time if there is one, of which each target is its example's place.
   */
  private StoredSettings store(int examples, boolean time, Scaling scaling) {
    String uri = directory.resolve("store").toUri().toString();
    var contents = new TaskContents(List.of("x", "never"), List.of(), "y", 0, time);
    float[][] numbers = new float[examples][];
    float[] target = new float[examples];
    long[] times = new long[time ? examples : 0];
    for (int i = 0; i < examples; i++) {
      numbers[i] = new float[] {i % 3 == 0 ? Float.NaN : i % 3 == 1 ? 3 : 5, Float.NaN};
      target[i] = i;
    }
    for (int i = 0; i < times.length; i++) {
      times[i] = 100L * i;
    }
    StoreWriter writer = StoreWriter.create(uri, contents, new Fractions(1, 0, 0), Samples.HADOOP);
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      part.add(new StoredTask("one", numbers, new int[examples][0], target, times));
      writer.commit(List.of(part.finish()), Map.of());
    }
    return new StoredSettings(uri, 1, 10, 5, scaling, 0, 1);
  }

  private static Task task(StoredSettings settings, int draw) {
    return settings.open(Split.TRAIN).sample(Key.of(draw));
  }

  private static float[] places(Task task) {
    float[] support = task.support().targets().floats();
    float[] query = task.query().targets().floats();
    float[] all = Arrays.copyOf(support, support.length + query.length);
    System.arraycopy(query, 0, all, support.length, query.length);
    return all;
  }

  @ParameterizedTest
  @CsvSource({"100,10,5", "15,10,5", "12,8,4", "9,6,3", "4,3,1", "3,2,1", "2,1,1"})
  void aTaskIsPartedInTheRatioOfSupportToQuery(int examples, int support, int query) {
    StoredSettings settings = store(examples, false, Scaling.NONE);
    for (int draw = 0; draw < DRAWS; draw++) {
      Task task = task(settings, draw);
      assertThat(task.support().count()).isEqualTo(support);
      assertThat(task.query().count()).isEqualTo(query);
    }
  }

  @Test
  void withoutTimeExamplesAreAnyAndNoneIsTakenTwice() {
    StoredSettings settings = store(40, false, Scaling.NONE);
    Set<Float> seen = new HashSet<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      float[] places = places(task(settings, draw));
      assertThat(places).hasSize(15).doesNotHaveDuplicates();
      for (float place : places) {
        seen.add(place);
      }
    }
    assertThat(seen).hasSize(40);
  }

  @Test
  void withTimeTheyFollowOneAnotherAndTheLaterAreJudged() {
    StoredSettings settings = store(40, true, Scaling.NONE);
    Set<Float> first = new HashSet<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      float[] places = places(task(settings, draw));
      first.add(places[0]);
      for (int i = 1; i < places.length; i++) {
        assertThat(places[i]).isEqualTo(places[i - 1] + 1);
      }
    }
    assertThat(first).hasSizeGreaterThan(10);
  }

  /** Of x 3 and 5 in equal number the mean is 4; of a column without numbers it counts as 0. */
  @Test
  void aMissingNumberIsTheMeanWhateverTheScaling() {
    assertMissing(store(30, false, Scaling.NONE), 3, 4, 5);
  }

  @Test
  void aMissingNumberIsTheStandardisedMean() {
    assertMissing(store(30, false, Scaling.STANDARD), -1, 0, 1);
  }

  private static void assertMissing(StoredSettings settings, float... values) {
    Set<Float> seen = new HashSet<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      float[] features = task(settings, draw).support().features().floats();
      for (int i = 0; i < features.length; i += 2) {
        seen.add(features[i]);
        assertThat(features[i + 1]).isZero();
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(values[0], values[1], values[2]);
  }
}
