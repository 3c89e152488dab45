package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.fault.Fault;
import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * How a command ends: with status 0 when it is done, with the status and sentence of a {@link
 * Fault}, with 2 for a wrong command line, 4 when memory ran out or its output is lost, 141 when
 * its reader went away, and 1 for a bug, with all that helps to find it.
 */
final class Ending {
  private static final int BUG = 1;

  /** As of a process that SIGPIPE ends; Java ignores the signal. */
  private static final int UNWANTED = 128 + 13;

  private static final int USAGE = Fault.Kind.USAGE.exitStatus();

  private final Console console;

  Ending(Console console) {
    this.console = console;
  }

  /** Picocli handles exceptions of commands, but lets errors pass, and failures of its help. */
  int execute(CommandLine line, String... arguments) {
    try {
      int status = attach(line).execute(arguments);
      console.out().flush();
      return status;
    } catch (Error e) {
      return end(e);
    }
  }

  private CommandLine attach(CommandLine line) {
    return line.setOut(new PrintWriter(console.out(), true, UTF_8))
        .setErr(new PrintWriter(console.error(), true, UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong))
        .setExecutionExceptionHandler((thrown, command, parsed) -> end(thrown));
  }

  private int refuse(CommandLine.ParameterException wrong) {
    console.complain(sentence(wrong));
    return USAGE;
  }

  private static String sentence(CommandLine.ParameterException wrong) {
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return StrayArgument.of(unmatched).sentence();
    }
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String problem = wrong.getMessage().lines().findFirst().orElse("the command line is wrong");
    return "%s; see %s --help".formatted(problem, command);
  }

  private int end(Throwable thrown) {
    if (thrown instanceof Fault fault) {
      console.complain(fault.getMessage());
      return fault.kind().exitStatus();
    }
    if (thrown instanceof LostOutput lost) {
      return end(lost);
    }
    if (OpenFileLimit.isToBlame(thrown)) {
      console.complain(
          "this process may have no more than %d files open at once; raise ulimit -n"
              .formatted(OpenFileLimit.files()));
      return Fault.Kind.RESOURCES.exitStatus();
    }
    if (thrown instanceof OutOfMemoryError) {
      console.complain(
          "the heap is full (%s); raise KINDLING_MEMORY".formatted(thrown.getMessage()));
      return Fault.Kind.RESOURCES.exitStatus();
    }
    console.trace(thrown);
    console.complain("this is a bug; please report it with the lines above and kindling --version");
    return BUG;
  }

  private int end(LostOutput lost) {
    if (lost.isUnwanted()) {
      return UNWANTED;
    }
    console.complain(
        "standard output cannot be written (%s), so what this command prints is lost; what it made is there; send its output elsewhere"
            .formatted(lost.getMessage()));
    return Fault.Kind.RESOURCES.exitStatus();
  }
}
