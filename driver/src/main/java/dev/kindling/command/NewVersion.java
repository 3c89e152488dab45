package dev.kindling.command;

import dev.kindling.cluster.SparkSettings;
import dev.kindling.fault.Fault;
import dev.kindling.store.Contents;
import dev.kindling.store.Fractions;
import dev.kindling.store.StoreWriter;
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

  String store() {
    return store;
  }

  boolean appends() {
    return append;
  }

  /** Refuses a wrong option before anything is read. */
  void check() {
    fractions();
  }

  private Fractions fractions() {
    return split == null ? Fractions.defaults() : SplitOption.of(split).fractions();
  }

  StoreWriter open(Contents contents) {
    Configuration hadoop = SparkSettings.hadoop();
    if (!append) {
      return StoreWriter.create(store, contents, fractions(), hadoop);
    }
    StoreWriter writer = StoreWriter.append(store, contents, hadoop);
    Fractions stored = writer.target().fractions();
    if (split != null && !stored.equals(fractions())) {
      throw Fault.usage(
          "--split must be %s,%s,%s, as in %s, or left out but is %s"
              .formatted(stored.train(), stored.validation(), stored.test(), store, split));
    }
    return writer;
  }
}
