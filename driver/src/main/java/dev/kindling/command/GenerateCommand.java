package dev.kindling.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kindling generate}. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Makes files of data to try an import with.")
final class GenerateCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** With all that can be made. */
  static CommandLine line(Console console) {
    return new CommandLine(new GenerateCommand())
        .addSubcommand(new GenerateImagesCommand(console))
        .addSubcommand(new GenerateTableCommand(console));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "what to generate is missing: images or table");
  }
}
