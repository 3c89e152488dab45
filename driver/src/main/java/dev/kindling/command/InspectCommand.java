package dev.kindling.command;

import dev.kindling.cluster.SparkSettings;
import dev.kindling.fault.Fault;
import dev.kindling.image.ContactSheet;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.OpenStores;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Shows a task store and a task drawn from it.")
final class InspectCommand implements Runnable {
  private static final int CACHE_BYTES = 32 << 20;
  private static final int MOST_WAYS = 5;
  private static final int MOST_EXAMPLES = 10;

  private final Console console;

  @Parameters(paramLabel = "URI", description = "The store.")
  private String uri;

  @Option(
      names = "--store-version",
      paramLabel = "N",
      description = "Which version; the newest unless given.")
  private Integer version;

  @Option(names = "--verify", description = "Read all of it and compare every checksum.")
  private boolean verify;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the drawn images to a PNG instead of the terminal.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Which task is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--split",
      defaultValue = "train",
      description = "train, validation or test (default: ${DEFAULT-VALUE}).")
  private Split split;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Configuration hadoop = SparkSettings.hadoop();
    List<Integer> versions = Store.versions(uri, hadoop);
    int chosen = version == null ? versions.get(versions.size() - 1) : version;
    try (BlockCache cache = new BlockCache(CACHE_BYTES);
        Store store = Store.open(uri, chosen, hadoop, cache)) {
      console.out().print(new StoreFacts(uri, store.manifest()).text());
      console.out().printf("%-40s %s%n", "versions", versions);
      if (verify) {
        verify(store);
        return;
      }
      show(store, chosen);
    }
  }

  private void verify(Store store) {
    StoreCheck.Findings findings = StoreCheck.of(store);
    List<String> problems = findings.problems();
    if (problems.isEmpty()) {
      console.out().printf("%-40s %d records, all whole%n", "verified", findings.records());
      return;
    }
    problems.forEach(console::say);
    throw Fault.data(
        "%s is expected to be whole but %d parts of it are damaged, first: %s; import it again"
            .formatted(store.name(), problems.size(), problems.get(0)));
  }

  private void show(Store store, int chosen) {
    try (OpenStores stores = new OpenStores()) {
      if (!(store.manifest().contents() instanceof ExampleContents contents)) {
        var settings = new StoredSettings(uri, chosen, 5, 5, Scaling.NONE, 0, 1);
        print(stores.tasks(settings, split).sample(Key.of(seed)));
        return;
      }
      if (contents.shape().size() != 3) {
        console.out().println("examples of shape " + contents.shape() + " are not drawn");
        return;
      }
      draw(stores.episodes(episode(store, chosen), split).sample(Key.of(seed)));
    }
  }

  /** As large an episode as the split has, within reason. */
  private EpisodesSettings episode(Store store, int chosen) {
    long ways = Math.max(2, Math.min(MOST_WAYS, store.size(split)));
    long most = Math.max(2, store.manifest().count(split).most());
    long examples = Math.min(MOST_EXAMPLES, most);
    return new EpisodesSettings(
        uri,
        chosen,
        Long.toString(ways),
        Long.toString(Math.max(1, examples / 2)),
        Long.toString(Math.max(1, examples - examples / 2)),
        Augmentation.NONE,
        Scaling.UNIT,
        0,
        1);
  }

  private void draw(Task task) {
    ContactSheet sheet = ContactSheet.of(task);
    console.out().println("task " + task.name());
    if (out == null) {
      console.out().print(sheet.text());
      return;
    }
    try {
      Files.write(out, sheet.png());
    } catch (IOException e) {
      throw Fault.resources(
          "the contact sheet cannot be written to %s: %s; name another --out"
              .formatted(out, e.getMessage()),
          e);
    }
    console.out().println("drawn to " + out);
  }

  private void print(Task task) {
    console.out().println("task " + task.name());
    print("support", task.support());
    print("query", task.query());
  }

  private void print(String part, Examples examples) {
    console.out().println(part);
    int columns = examples.features().dimension(1);
    for (int i = 0; i < examples.count(); i++) {
      float[] row =
          Arrays.copyOfRange(examples.features().floats(), i * columns, (i + 1) * columns);
      float target = examples.targets().floats()[i];
      console.out().println("  " + Arrays.toString(row) + " -> " + target);
    }
  }
}
