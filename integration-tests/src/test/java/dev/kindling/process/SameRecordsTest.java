package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.storage.BlockCache;
import dev.kindling.store.Count;
import dev.kindling.store.Store;
import dev.kindling.store.StoredTask;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where and how a table is imported changes nothing of what is stored. */
@LaunchesProcesses
class SameRecordsTest {

  private static final int ROWS = 4000;
  private static final int FILES = 5;

  /** Makes a table of some 100 kB count as one of several times 32 MiB, so that it has buckets. */
  private static final String AS_IF_LARGE = "-Dspark.sql.sources.fileCompressionFactor=2000";

  private static final int BUCKETS = 4;

  @TempDir private Path directory;

  @Test
  void coresAndExecutorsChangeNoRecord() throws IOException {
    Path table = skewed();

    Contents one = imported(table, "local[1]");

    assertThat(one.records()).hasSize(201);
    assertThat(imported(table, "local[2]")).isEqualTo(one);
    assertThat(imported(table, "local-cluster[2,1,1024]")).isEqualTo(one);
  }

  /** Files of rows: every second of one key, the others of 200. */
  private Path skewed() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("table"));
    Key key = Key.of(3);
    for (int file = 0; file < FILES; file++) {
      List<String> lines = new ArrayList<>(List.of("user,a,city,y,t"));
      for (int i = file; i < ROWS; i += FILES) {
        String user = i % 2 == 0 ? "many" : "user" + i / 2 % 200;
        lines.add(
            "%s,%.6f,c%d,%.6f,%d"
                .formatted(user, key.normal(2L * i), i % 13, key.normal(2L * i + 1), i / 5));
      }
      Files.write(folder.resolve("part" + file + ".csv"), lines);
    }
    return folder;
  }

  /** All that a reader may see but when and by what it was made. */
  private record Contents(List<String> records, String statistics, String counts, String report) {}

  private Contents imported(Path table, String master) {
    Path store = directory.resolve("store-" + master.replaceAll("\\W", "-"));
    String columns =
        "--task-key=user --features=a --categorical=city --target=y --time=t --most=900";
    List<String> arguments = new ArrayList<>(List.of("import", "table", table.toString()));
    arguments.addAll(List.of(columns.split(" ", -1)));
    arguments.addAll(List.of("--format=csv", "--master", master, "--store", store.toString()));
    Launch.in(directory).adding(AS_IF_LARGE).run(arguments).succeeded();
    assertThat(store.resolve("parts").toFile().list()).hasSizeGreaterThan(BUCKETS);
    return contents(store.toUri().toString());
  }

  private static Contents contents(String uri) {
    List<String> records = new ArrayList<>();
    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri, 1, new Configuration(), cache)) {
      List<Count> counts = new ArrayList<>();
      for (Split split : Split.values()) {
        counts.add(store.manifest().count(split));
        for (long i = 0; i < store.size(split); i++) {
          records.add(split + " " + text(store.task(split, i)));
        }
      }
      return new Contents(
          records,
          store.manifest().statistics().toString(),
          counts.toString(),
          store.manifest().report().toString());
    }
  }

  private static String text(StoredTask task) {
    return task.name()
        + Arrays.deepToString(task.numeric())
        + Arrays.deepToString(task.categorical())
        + Arrays.toString(task.target())
        + Arrays.toString(task.time());
  }
}
