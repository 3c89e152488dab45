package dev.kindling.command;

import dev.kindling.setting.Nearest;
import java.util.Collection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * An argument that means nothing where it stands.
 *
 * @param command the command that it was given to
 */
record StrayArgument(String argument, CommandSpec command) {

  static StrayArgument of(UnmatchedArgumentException wrong) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    String first = wrong.getUnmatched().get(0);
    return new StrayArgument(first.replaceFirst("=.*", ""), command);
  }

  /** What is wrong with the argument, and what may have been meant. */
  String sentence() {
    if (argument.startsWith("-")) {
      return unknown("an option", command.optionsMap().keySet());
    }
    if (command.subcommands().isEmpty()) {
      return "%s is one argument too many; %s".formatted(argument, help());
    }
    return unknown("a command", command.subcommands().keySet());
  }

  private String unknown(String kind, Collection<String> known) {
    String advice =
        Nearest.to(argument, known).map("did you mean %s?"::formatted).orElseGet(this::help);
    return "%s is not %s of %s; %s".formatted(argument, kind, command.qualifiedName(), advice);
  }

  private String help() {
    return "see %s --help".formatted(command.qualifiedName());
  }
}
