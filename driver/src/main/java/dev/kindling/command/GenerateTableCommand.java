package dev.kindling.command;

import dev.kindling.fault.Fault;
import dev.kindling.sample.RatingsTable;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kindling generate table}. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Writes what readers say of books as CSV: user, day, genre, length, pace, humour, novelty, and"
            + " to predict rating (a number), liked (1 or 0) or verdict (poor, fair or good).")
final class GenerateTableCommand implements Runnable {

  private final Console console;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "A file that is not there yet.")
  private Path output;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "How many readers, 3 to 100000, each with 12 to 48 rows (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed draws other readers, of other names (default: ${DEFAULT-VALUE}).")
  private long seed;

  GenerateTableCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    RatingsTable table = table();
    new NewFile(output).make("a file", table::write);
    console
        .out()
        .printf(
            "ratings by %d readers in %s; next:%n"
                + "  kindling import table %s --format csv --task-key user --time day --categorical"
                + " genre --features length,pace,humour,novelty --target rating --store STORE%n",
            users, output, output);
  }

  private RatingsTable table() {
    try {
      return new RatingsTable(users, seed);
    } catch (IllegalArgumentException e) {
      throw Fault.usage("--" + e.getMessage(), e);
    }
  }
}
