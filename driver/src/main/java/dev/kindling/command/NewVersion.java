package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.fault.Fault;
import dev.kindling.store.Contents;
import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.Split;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** Which version of which store an import makes. */
final class NewVersion {

  @Option(
      names = "--store",
      paramLabel = "URI",
      required = true,
      description = "Where the store is to be, on any Hadoop file system.")
  private String store;

  @Option(
      names = "--split",
      paramLabel = "T,V,E",
      description =
          "How much of the classes or tasks is for training, validation and test (default:"
              + " 0.8,0.1,0.1; with --append what the store has).")
  private String split;

  @Option(
      names = "--append",
      description =
          "Make a new version of a store that is there: what it has and what is imported. Its"
              + " splits stay.")
  private boolean append;

  /** Of the version that is appended to. */
  private Map<String, Long> reported = Map.of();

  String store() {
    return store;
  }

  boolean appends() {
    return append;
  }

  /** What the import added to each line of the store's report. */
  Map<String, Long> news(Manifest manifest) {
    Map<String, Long> news = new TreeMap<>();
    manifest
        .report()
        .forEach((line, number) -> news.put(line, number - reported.getOrDefault(line, 0L)));
    news.values().removeIf(number -> number == 0);
    return news;
  }

  /** Refuses a wrong option before anything is read. */
  void check() {
    fractions();
  }

  private Fractions fractions() {
    return split == null ? Fractions.defaults() : SplitOption.of(split).fractions();
  }

  /** Says which splits of what was made have nothing to learn from or to be judged on. */
  void tell(Console console, Manifest manifest) {
    for (Split split : Split.values()) {
      manifest.lack(split).ifPresent(lack -> console.say(sentence(manifest, split, lack)));
    }
  }

  private String sentence(Manifest manifest, Split split, String lack) {
    String use = split == Split.TRAIN ? "nothing can be learned" : "no model can be judged there";
    boolean planned = manifest.fractions().of(split) > 0;
    return "%s version %d has %s, so that %s; import %s"
        .formatted(
            store,
            manifest.version(),
            lack,
            use,
            planned
                ? "more, or to another store with a larger share of it in --split"
                : "to another store with a share of it in --split, if there is to be one");
  }

  StoreWriter open(Contents contents) {
    Configuration hadoop = HadoopSettings.ofProcess();
    if (!append) {
      return StoreWriter.create(store, contents, fractions(), hadoop);
    }
    StoreWriter writer = StoreWriter.append(store, contents, hadoop);
    reported = writer.parent().map(Manifest::report).orElseGet(Map::of);
    Fractions stored = writer.target().fractions();
    if (split != null && !stored.equals(fractions())) {
      throw Fault.usage(
          "--split must be %s,%s,%s, as in %s, or left out but is %s"
              .formatted(stored.train(), stored.validation(), stored.test(), store, split));
    }
    return writer;
  }
}
