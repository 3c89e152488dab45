package dev.kindling.command;

import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.cluster.HadoopSettings;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.OpenStores;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.ImageSize;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.TaskSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Shows a task store, or the tasks of a configuration, and one drawn from them; or a task as a"
            + " trained model learns it.")
final class InspectCommand implements Runnable {
  private static final int CACHE_BYTES = 32 << 20;
  private static final int MOST_WAYS = 5;
  private static final int MOST_EXAMPLES = 10;
  private static final String OF_OWN_SIZES = "84x84";

  private final Console console;

  @Parameters(
      paramLabel = "URI|CONFIG|MODEL_DIR",
      description =
          "The store, a configuration, which is a file whose name ends in .yaml or .yml, or the output"
              + " of a training run.")
  private String uri;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Replaces a value of a configuration, as tasks.ways=5; may be given several times.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--store-version",
      paramLabel = "N",
      description = "Which version (default: the newest).")
  private Integer version;

  @Option(
      names = "--verify",
      description =
          "Read all of it, and compare every checksum, count and statistic, and what its imports saw.")
  private boolean verify;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the drawn images to a PNG instead of the terminal.")
  private Path out;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      defaultValue = EpisodesSettings.STORED_SIZE,
      description =
          "The size that drawn images are brought to; stored for the size in the store, or 84x84"
              + " where each has its own (default: ${DEFAULT-VALUE}).")
  private String size;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Which task of a store or a configuration is drawn (default: 0).")
  private Long seed;

  @Option(
      names = "--task",
      paramLabel = "N",
      description =
          "Which of the tasks that a run's model is judged on is shown, with what the model says of it"
              + " after each inner step (default: 1).")
  private Integer number;

  @Option(
      names = "--split",
      description = "train, validation or test (default: train; of a run, test).")
  private Split split;

  private Split split() {
    return split == null ? Split.TRAIN : split;
  }

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    requireSize();
    if (uri.endsWith(".yaml") || uri.endsWith(".yml")) {
      requireNone("--verify, --store-version and --size are for a store", isForStore());
      requireNone("--task is for the output of a training run", number != null);
      showConfigured();
      return;
    }
    requireNone("--set is for a configuration", !overrides.isEmpty());
    Configuration hadoop = HadoopSettings.ofProcess();
    if (CheckpointStore.isRun(uri, hadoop)) {
      requireNone("--verify, --store-version and --size are for a store", isForStore());
      requireNone("--seed is for a store or a configuration", seed != null);
      new AnswersView(console, out)
          .show(uri, split == null ? Split.TEST : split, number == null ? 1 : number);
      return;
    }
    requireNone("--task is for the output of a training run", number != null);
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

  private boolean isForStore() {
    return verify || version != null || !size.equals(EpisodesSettings.STORED_SIZE);
  }

  private void requireNone(String rule, boolean given) {
    if (given) {
      throw Fault.usage("%s but %s is none; leave it out".formatted(rule, uri));
    }
  }

  /** A task as a run of the configuration would see it. */
  private void showConfigured() {
    var stores = new OpenStores();
    try {
      var chosen = ChosenStores.of(ConfigurationReader.read(Path.of(uri), overrides));
      boolean learned = split() == Split.TRAIN;
      var configuration = chosen.configuration();
      TaskSource source =
          (learned ? configuration.tasks() : configuration.evaluation().tasks()).open(split());
      chosen.tell(console);
      Map<?, ?> tree = ConfigurationWriter.tree(configuration);
      Map<?, ?> tasks =
          learned ? (Map<?, ?>) tree.get("tasks") : new JudgedOn(configuration).tree();
      String section = learned ? "tasks." : "evaluation.tasks.";
      tasks.forEach(
          (key, value) -> console.out().printf("%-40s %s%n", section + key, JudgedOn.shown(value)));
      show(source);
    } finally {
      stores.close();
    }
  }

  private void show(TaskSource source) {
    new FeatureText(source.shape())
        .text()
        .ifPresent(columns -> console.out().printf("%-40s %s%n", FeatureText.NAME, columns));
    new TaskView(console, out).show(source.sample(Key.of(seed == null ? 0 : seed)));
  }

  private void requireSize() {
    try {
      ImageSize.parse("--size", size, EpisodesSettings.STORED_SIZE);
    } catch (IllegalArgumentException e) {
      throw Fault.usage(e.getMessage(), e);
    }
  }

  private void verify(Store store) {
    StoreCheck.Findings findings = StoreCheck.of(store);
    List<String> problems = findings.problems();
    if (problems.isEmpty()) {
      console
          .out()
          .printf(
              "%-40s %d records, all whole; counts, statistics and report are theirs%n",
              "verified", findings.records());
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
        show(stores.tasks(settings, split()));
        return;
      }
      show(stores.episodes(episode(store, contents, chosen), split()));
    }
  }

  /** The largest episode that classes of the split give, up to a limit. */
  private EpisodesSettings episode(Store store, ExampleContents contents, int chosen) {
    boolean own = contents.isVarying() && size.equals(EpisodesSettings.STORED_SIZE);
    long ways = Math.max(2, Math.min(MOST_WAYS, store.size(split())));
    long least = Math.max(2, store.manifest().count(split()).least());
    long examples = Math.min(MOST_EXAMPLES, least);
    return new EpisodesSettings(
        uri,
        chosen,
        Long.toString(ways),
        Long.toString(Math.max(1, examples / 2)),
        Long.toString(Math.max(1, examples - examples / 2)),
        own ? OF_OWN_SIZES : size,
        Augmentation.NONE,
        Scaling.UNIT,
        0,
        1);
  }
}
