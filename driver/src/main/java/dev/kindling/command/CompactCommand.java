package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.store.Manifest;
import dev.kindling.store.StoreFile;
import dev.kindling.store.StoreMaintenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kindling store compact}. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Makes a version that holds what the newest does, in as few files as possible.",
      "Runs on either draw the same tasks. The old version and its files stay until they are pruned."
    })
final class CompactCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "URI", description = "The store.")
  private String uri;

  CompactCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    var maintenance = new StoreMaintenance(uri, HadoopSettings.ofProcess());
    StoreMaintenance.Compaction compaction = maintenance.compact();
    print("compacted", compaction.before());
    print("made", compaction.after());
  }

  private void print(String what, Manifest manifest) {
    long bytes = manifest.files().stream().map(StoreFile::facts).mapToLong(f -> f.bytes()).sum();
    console
        .out()
        .printf(
            "%-12s version %d, %d files of %d bytes%n",
            what, manifest.version(), manifest.files().size(), bytes);
  }
}
