package dev.kindling.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kindling store}. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Keeps in order a task store that is appended to.")
final class StoreCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** The command with all its subcommands. */
  static CommandLine line(Console console) {
    return new CommandLine(new StoreCommand())
        .addSubcommand(new CompactCommand(console))
        .addSubcommand(new PruneCommand(console));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "what to do to the store is missing");
  }
}
