package dev.kindling.command;

import dev.kindling.cluster.PlugIns;
import dev.kindling.fault.Fault;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** {@code --jars} of the commands that meet kinds: what they do, they do with plug-ins loaded. */
final class PlugInOption {
  private static final String NAME = "--jars";

  private static final Set<String> COMMANDS =
      Set.of(
          "train",
          "evaluate",
          "compare",
          "explain",
          "check",
          "bench",
          "inspect",
          "init",
          "reference",
          "learners");

  private PlugInOption() {}

  /** Adds the option to all commands below {@code line} that take it. */
  static void addTo(CommandLine line) {
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              if (COMMANDS.contains(name)) {
                command.getCommandSpec().addOption(option());
              }
            });
    line.setExecutionStrategy(PlugInOption::execute);
  }

  private static OptionSpec option() {
    return OptionSpec.builder(NAME)
        .paramLabel("JAR[,JAR...]")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex(",")
        .hideParamSyntax(true)
        .description(
            "Plug-ins: jars of this machine whose kinds of tasks, models, learners and optimisers"
                + " are taken beside Kindling's own, here and on executors.")
        .build();
  }

  private static int execute(ParseResult parsed) {
    List<String> jars = jars(parsed);
    if (jars.isEmpty()) {
      return new RunLast().execute(parsed);
    }
    PlugIns loaded = load(jars, parsed);
    try {
      return new RunLast().execute(parsed);
    } finally {
      loaded.close();
    }
  }

  private static List<String> jars(ParseResult parsed) {
    for (ParseResult part = parsed; part != null; part = part.subcommand()) {
      if (part.hasMatchedOption(NAME)) {
        return part.matchedOptionValue(NAME, List.of());
      }
    }
    return List.of();
  }

  /** Picocli hands on only its own exceptions to what ends a command. */
  private static PlugIns load(List<String> jars, ParseResult parsed) {
    try {
      return PlugIns.load(jars);
    } catch (Fault fault) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), fault.getMessage(), fault);
    }
  }
}
