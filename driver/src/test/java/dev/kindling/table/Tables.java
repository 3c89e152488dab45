package dev.kindling.table;

import dev.kindling.cluster.TableSession;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.Repeats;
import dev.kindling.store.Store;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.StoredTask;
import dev.kindling.task.Examples;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Tables of known rows, and what came of them. */
final class Tables {
  static final Configuration HADOOP = new Configuration();

  private Tables() {}

  /** Key u, numbers a and b, word c, target y, time t; at least 2 and at most 50 rows a task. */
  static TableShape shape() {
    return new TableShape("u", List.of("a", "b"), List.of("c"), "y", 0, "t", 2, 50, 100);
  }

  static Path csv(Path file, String... lines) throws IOException {
    return Files.write(file, Arrays.asList(lines));
  }

  /** Keys k0 to k199 of ten rows each, and the key "many", which has as many as all others. */
  static Path skewed(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of("u,a,b,c,y,t"));
    Key key = Key.of(3);
    for (int i = 0; i < 4000; i++) {
      String user = i % 2 == 0 ? "many" : "k" + i / 2 % 200;
      lines.add(
          "%s,%.6f,%s,w%d,%.6f,%d"
              .formatted(
                  user,
                  key.normal(2L * i),
                  i % 7 == 0 ? "" : "" + i,
                  i % 13,
                  key.normal(2L * i + 1),
                  i / 5));
    }
    return Files.write(file, lines);
  }

  static Manifest importing(TableSession session, Path table, String store, TableShape shape) {
    return importing(new TableImport(session), TableFormat.CSV, table, store, shape);
  }

  static Manifest importing(
      TableImport work, TableFormat format, Path table, String store, TableShape shape) {
    return work.run(
        new TableSource(table.toString(), format, CsvDialect.standard()),
        shape,
        Optional.empty(),
        contents -> StoreWriter.create(store, contents, new Fractions(.6, .2, .2), HADOOP),
        Map.of("by", "a test"));
  }

  static Appending appending(Manifest before, KnownKeys knownKeys) {
    return new Appending(StoredCodes.of(before), knownKeys, Repeats.REFUSE);
  }

  static Manifest appending(
      TableImport work, Path table, String store, TableShape shape, Appending how) {
    return work.run(
        new TableSource(table.toString(), TableFormat.CSV, CsvDialect.standard()),
        shape,
        Optional.of(how),
        contents -> StoreWriter.append(store, contents, HADOOP),
        Map.of());
  }

  /** Every stored task, split by split, as text. */
  static List<String> records(String store) {
    return records(store, 1);
  }

  static List<String> records(String store, int version) {
    List<String> all = new ArrayList<>();
    try (BlockCache cache = new BlockCache(1 << 20);
        Store open = Store.open(store, version, HADOOP, cache)) {
      for (Split split : Split.values()) {
        for (long i = 0; i < open.size(split); i++) {
          all.add(split + " " + text(open.task(split, i)));
        }
      }
    }
    return all;
  }

  static StoredTask task(String store, String name) {
    try (BlockCache cache = new BlockCache(1 << 20);
        Store open = Store.open(store, 1, HADOOP, cache)) {
      for (Split split : Split.values()) {
        for (long i = 0; i < open.size(split); i++) {
          if (open.task(split, i).name().equals(name)) {
            return open.task(split, i);
          }
        }
      }
    }
    throw new AssertionError("there is no task " + name);
  }

  private static String text(StoredTask task) {
    return task.name()
        + Arrays.deepToString(task.numeric())
        + Arrays.deepToString(task.categorical())
        + Arrays.toString(task.target())
        + Arrays.toString(task.time());
  }

  /** The first tasks that training would draw, as text. */
  static List<String> drawn(String store, int tasks) {
    TaskSource source =
        new StoredSettings(store, 1, 4, 4, Scaling.STANDARD, 0, 1).open(Split.TRAIN);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      Task task = source.sample(Key.of(9).fold(i));
      all.add(task.name() + text(task.support()) + text(task.query()));
    }
    return all;
  }

  private static String text(Examples examples) {
    return Arrays.toString(examples.features().floats())
        + Arrays.toString(examples.targets().floats());
  }
}
