package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Fault;
import dev.kindling.store.OpenStores;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry point of {@code kindling}, under the launcher and under spark-submit. */
@Command(
    name = "kindling",
    description = "Learns how to learn from many small tasks.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:done",
      "1:a bug",
      "2:usage or configuration",
      "3:input data, a store or a checkpoint",
      "4:resources of this machine, or standard output that cannot be written",
      "5:the cluster",
      "6:training diverged: what came of it cannot be used",
      "141:nobody reads on, as behind head"
    })
public final class Main implements Runnable {

  /** What Java puts in the place of bytes that it cannot read as letters. */
  private static final char UNREADABLE = '\uFFFD';

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    // Numbers look the same whatever the language of this machine.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    int status = run(Console.ofProcess(), arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs a command and returns its exit status. */
  static int run(Console console, String... arguments) {
    for (String argument : arguments) {
      if (argument.indexOf(UNREADABLE) >= 0) {
        console.complain(
            "arguments are expected in UTF-8 but %s is none in this process, whose locale has the"
                    .formatted(argument)
                + " encoding %s; set LC_ALL=C.UTF-8, or correct the argument"
                    .formatted(System.getProperty("sun.jnu.encoding")));
        return Fault.Kind.USAGE.exitStatus();
      }
    }
    OpenStores.configure(HadoopSettings::ofProcess);
    // An argument that begins with @ is a name like others.
    CommandLine line = new CommandLine(new Main()).setExpandAtFiles(false);
    commands(console).forEach(line::addSubcommand);
    PlugInOption.addTo(line);
    return new Ending(console).execute(line, arguments);
  }

  private static List<Object> commands(Console console) {
    return List.of(
        new TrainCommand(console),
        new EvaluateCommand(console),
        new CompareCommand(console),
        new ReportCommand(console),
        new ExportCommand(console),
        new PredictCommand(console),
        new ExplainCommand(console),
        new CheckCommand(console),
        new BenchCommand(console),
        ImportCommand.line(console),
        new InspectCommand(console),
        StoreCommand.line(console),
        new InitCommand(console),
        new ReferenceCommand(console),
        new LearnersCommand(console),
        GenerateCommand.line(console));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The version of everything that runs here. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Build build = Build.current();
      EngineSettings engine = EngineSettings.defaults();
      return new String[] {
        "kindling %s (commit %s)".formatted(build.version(), build.commit()),
        "Java %s, built for Spark %s".formatted(Runtime.version(), build.sparkVersion()),
        "engine %s (%s)".formatted(engine.name(), instructionSet(engine))
      };
    }

    /** Does not fail: whoever asks may want to report that the engine does not start. */
    private static String instructionSet(EngineSettings engine) {
      try {
        return engine.open().instructionSet();
      } catch (Fault | LinkageError e) {
        return String.valueOf(e.getMessage());
      }
    }
  }
}
