package dev.kindling.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kindling store}. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Keeps a task store that is appended to in order.")
final class StoreCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** With all that can be done to a store. */
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
