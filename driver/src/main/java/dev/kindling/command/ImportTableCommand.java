package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.Manifest;
import dev.kindling.store.Repeats;
import dev.kindling.store.Store;
import dev.kindling.store.TaskContents;
import dev.kindling.table.Appending;
import dev.kindling.table.Codes;
import dev.kindling.table.CsvDialect;
import dev.kindling.table.KnownKeys;
import dev.kindling.table.StoredCodes;
import dev.kindling.table.TableFormat;
import dev.kindling.table.TableImport;
import dev.kindling.table.TablePath;
import dev.kindling.table.TableShape;
import dev.kindling.table.TableSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling import table}. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Makes a store of tasks of the rows of a table: the rows of one key are one task.")
final class ImportTableCommand implements Runnable {
  private static final String BINARY = "binary";
  private static final String NAMED = "named";

  private final Console console;

  @Parameters(
      paramLabel = "PATH",
      description = "A file or a folder of files, on any Hadoop file system.")
  private String path;

  @Option(
      names = "--format",
      required = true,
      description = "parquet, csv (its first line names the columns), avro or orc.")
  private TableFormat format;

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      description = "Of csv: what stands between cells, or tab (default: a comma).")
  private String separator;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of csv: its character set, as ISO-8859-1 or UTF-16 (default: UTF-8).")
  private String encoding;

  @Option(
      names = "--task-key",
      paramLabel = "COLUMN",
      required = true,
      description = "The column that says whose a row is: rows of one value are one task.")
  private String taskKey;

  @Option(
      names = "--features",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns of numbers to predict from.")
  private List<String> features = new ArrayList<>();

  @Option(
      names = "--categorical",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns whose values become codes, to predict from.")
  private List<String> categorical = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      required = true,
      description = "The column to predict.")
  private String target;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many classes the target names, from 0; binary if it is 0 or 1; named if its values are"
              + " names of classes, which get numbers in ascending order. Without it, the target is"
              + " a number.")
  private String classes;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      defaultValue = "",
      description =
          "The column with a row's time: tasks adapt to earlier rows, later ones judge them.")
  private String time;

  @Mixin private NewVersion version;

  @Option(
      names = "--known-keys",
      paramLabel = "WHAT",
      description =
          "With --append, rows whose key the store has: merge them into the key's task, refuse them,"
              + " or ignore them (default: merge).")
  private KnownKeys knownKeys;

  @Option(
      names = "--again",
      description = "With --append, import rows that the store took before all the same.")
  private boolean again;

  @Option(
      names = "--least",
      paramLabel = "N",
      defaultValue = "2",
      description = "Tasks of fewer examples are dropped (default: ${DEFAULT-VALUE}).")
  private int least;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "Tasks of more examples are cut, to the latest if there is a time (default:"
              + " ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--most-codes",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many values a categorical column may have (default: ${DEFAULT-VALUE}).")
  private int mostCodes;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master (default: what spark-submit says, or else local[*]).")
  private String master;

  ImportTableCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    TableShape shape = shape();
    TableSource source = source();
    version.check();
    requireAppend();
    new TablePath(path).requireFileSystem(HadoopSettings.ofProcess());
    Optional<Appending> appending =
        version.appends() ? Optional.of(appending(shape)) : Optional.empty();
    try (TableSession session = TableSession.connect(Optional.ofNullable(master))) {
      Manifest manifest =
          new TableImport(session).run(source, shape, appending, version::open, provenance());
      console.out().print(new StoreFacts(version.store(), manifest).text());
      LeftOut.lines(version.news(manifest), manifest).forEach(console::say);
      version.tell(console, manifest);
    }
  }

  private TableSource source() {
    if (format != TableFormat.CSV && (separator != null || encoding != null)) {
      throw Fault.usage(
          "--separator and --encoding are of csv but --format is %s; leave them out"
              .formatted(format.name().toLowerCase(Locale.ROOT)));
    }
    CsvDialect standard = CsvDialect.standard();
    try {
      return new TableSource(
          path,
          format,
          CsvDialect.of(
              separator == null ? String.valueOf(standard.separator()) : separator,
              encoding == null ? standard.encoding() : encoding));
    } catch (IllegalArgumentException e) {
      throw Fault.usage("--" + e.getMessage(), e);
    }
  }

  private void requireAppend() {
    if (!version.appends() && (knownKeys != null || again)) {
      throw Fault.usage(
          "%s says how to append to a store; give --append too, or leave it out"
              .formatted(again ? "--again" : "--known-keys"));
    }
  }

  private Appending appending(TableShape shape) {
    return new Appending(
        stored(shape),
        knownKeys == null ? KnownKeys.MERGE : knownKeys,
        again ? Repeats.TAKE : Repeats.REFUSE);
  }

  private TableShape shape() {
    try {
      return new TableShape(
          taskKey,
          features,
          categorical,
          target,
          classes(),
          classes.equals(NAMED),
          time,
          least,
          most,
          mostCodes);
    } catch (IllegalArgumentException e) {
      throw Fault.usage("--" + e.getMessage(), e);
    }
  }

  private int classes() {
    if (classes.equals(NAMED)) {
      // As many as the table has.
      return 0;
    }
    if (classes.equals(BINARY)) {
      return 1;
    }
    if (!classes.matches("0|[1-9][0-9]{0,6}") || classes.equals("1")) {
      throw Fault.usage(
          "--classes must be a whole number from 2, binary, named, or left out but is " + classes);
    }
    return Integer.parseInt(classes);
  }

  /** The codes of the store's newest version, which must be of the same columns. */
  private List<Codes> stored(TableShape shape) {
    String store = version.store();
    Configuration hadoop = HadoopSettings.ofProcess();
    List<Integer> versions = Store.versions(store, hadoop);
    int newest = versions.get(versions.size() - 1);
    try (BlockCache cache = new BlockCache(1 << 20);
        Store open = Store.open(store, newest, hadoop, cache)) {
      requireSame(shape, open);
      List<Codes> codes = StoredCodes.of(open.manifest());
      requireSameClasses(shape, codes, open);
      return codes;
    }
  }

  private static void requireSameClasses(TableShape shape, List<Codes> codes, Store open) {
    boolean named = codes.size() > shape.categorical().size();
    if (named != shape.named()) {
      throw Fault.usage(
          "--classes must%s be named, as the target is %s in %s"
              .formatted(named ? "" : " not", named ? "of names" : "of numbers", open.name()));
    }
  }

  private static void requireSame(TableShape shape, Store open) {
    if (open.manifest().contents() instanceof TaskContents contents) {
      List<String> names =
          contents.categorical().stream().map(TaskContents.Category::name).toList();
      if (!names.equals(shape.categorical())) {
        throw Fault.usage(
            "--categorical must be %s, as in %s, but is %s"
                .formatted(names, open.name(), shape.categorical()));
      }
      if (!contents.target().equals(shape.target())) {
        throw Fault.usage(
            "--target must be %s, as in %s, but is %s"
                .formatted(contents.target(), open.name(), shape.target()));
      }
    }
  }

  private Map<String, String> provenance() {
    Build build = Build.current();
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("kindling_version", build.version());
    provenance.put("git_commit", build.commit());
    provenance.put("imported", path);
    provenance.put("task_key", taskKey);
    if (!time.isBlank()) {
      provenance.put("time", time);
    }
    return provenance;
  }
}
