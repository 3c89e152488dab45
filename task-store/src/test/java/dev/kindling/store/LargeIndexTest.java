package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten million small tasks are found without holding anything of them. */
@NeedsHadoop
class LargeIndexTest {

  private static final int TASKS = 10_000_000;
  private static final int READS = 3000;
  private static final int CACHE_BYTES = 4 << 20;
  private static final TaskContents CONTENTS =
      new TaskContents(List.of("x"), List.of(), "y", 0, false);

  @TempDir private Path directory;

  @Test
  void anyOfTenMillionTasksIsReadThroughASmallCache() {
    String uri = directory.resolve("store").toUri().toString();
    write(uri);
    try (BlockCache cache = new BlockCache(CACHE_BYTES);
        Store store = Store.open(uri, 1, Samples.HADOOP, cache)) {
      assertThat(store.size(Split.TRAIN)).isEqualTo(TASKS);
      assertThat(store.manifest().files()).hasSize(10);
      for (int i = 0; i < READS; i++) {
        long ordinal = Key.of(1).below(i, TASKS);
        assertThat(store.task(Split.TRAIN, ordinal).name()).isEqualTo("t" + ordinal);
      }
      assertThat(cache.held()).isBetween(1L, (long) CACHE_BYTES);
    }
  }

  private static void write(String uri) {
    var all = new Fractions(1, 0, 0);
    StoreWriter writer = StoreWriter.create(uri, CONTENTS, all, Samples.HADOOP);
    List<PartResult> parts = new ArrayList<>();
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      for (int i = 0; i < TASKS; i++) {
        part.add(
            new StoredTask(
                "t" + i, new float[][] {{i}, {1}}, new int[2][0], new float[2], new long[0]));
      }
      parts.add(part.finish());
    }
    writer.commit(parts, Map.of());
  }
}
