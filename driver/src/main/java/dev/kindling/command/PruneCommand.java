package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.fault.Fault;
import dev.kindling.store.Pruning;
import dev.kindling.store.StoreMaintenance;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling store prune}. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Lists the old versions of a store, and the files that only they need; with --yes, deletes"
          + " them.",
      "Runs and trained models that name a deleted version do not find their tasks any more."
    })
final class PruneCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "URI", description = "The store.")
  private String uri;

  @Option(
      names = "--keep",
      paramLabel = "K",
      required = true,
      description = "How many of the newest versions stay.")
  private int keep;

  @Option(
      names = "--strays",
      paramLabel = "DAYS",
      description =
          "Include files that no version names and that were last written more than DAYS days"
              + " ago: killed writers left them. An import that takes longer than this would lose"
              + " its own.")
  private Integer strays;

  @Option(names = "--yes", description = "Delete; without it, nothing is deleted.")
  private boolean yes;

  PruneCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    requirePositive("--keep", keep);
    requirePositive("--strays", strays == null ? 1 : strays);
    var maintenance = new StoreMaintenance(uri, HadoopSettings.ofProcess());
    Pruning pruning = maintenance.needless(keep);
    if (strays != null) {
      long before = System.currentTimeMillis() - Duration.ofDays(strays).toMillis();
      pruning = maintenance.withStrays(pruning, before);
    }
    if (pruning.isEmpty()) {
      console.out().println("there is nothing to delete");
      return;
    }
    print(pruning);
    if (yes) {
      maintenance.delete(pruning);
    }
    console.out().println(sentence(pruning));
  }

  private void print(Pruning pruning) {
    for (int version : pruning.versions()) {
      String damaged = ", damaged: what only it named is left to --strays";
      console
          .out()
          .printf("version %d%s%n", version, pruning.damaged().contains(version) ? damaged : "");
    }
    pruning.files().forEach(f -> console.out().printf("file %s, %d bytes%n", f.name(), f.bytes()));
  }

  private static void requirePositive(String option, int number) {
    if (number < 1) {
      throw Fault.usage("%s must be at least 1 but is %d".formatted(option, number));
    }
  }

  private String sentence(Pruning pruning) {
    String what =
        "%d versions and %d files of %d bytes"
            .formatted(pruning.versions().size(), pruning.files().size(), pruning.bytes());
    if (yes) {
      return "deleted " + what;
    }
    String runs =
        pruning.versions().isEmpty()
            ? ""
            : "; runs and models of versions %s would find no tasks any more"
                .formatted(pruning.versions());
    return "would delete %s%s; nothing was deleted, --yes does".formatted(what, runs);
  }
}
