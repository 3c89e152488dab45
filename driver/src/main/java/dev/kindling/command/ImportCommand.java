package dev.kindling.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kindling import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Brings data into a task store.")
final class ImportCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** The command with all its subcommands. */
  static CommandLine line(Console console) {
    return new CommandLine(new ImportCommand())
        .addSubcommand(new ImportImagesCommand(console))
        .addSubcommand(new ImportTableCommand(console));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "what to import is missing");
  }
}
