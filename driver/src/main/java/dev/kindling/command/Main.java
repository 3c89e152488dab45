package dev.kindling.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry point of {@code kindling}, under the launcher and under spark-submit. */
@Command(
    name = "kindling",
    description = "Learns how to learn from many small tasks.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    int status = new CommandLine(new Main()).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command.");
  }

  /** Version and commit as the build wrote them down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties build = new Properties();
      try (InputStream in = Main.class.getResourceAsStream("/kindling-build.properties")) {
        build.load(in);
      }
      String modified = Boolean.parseBoolean(build.getProperty("modified")) ? ", modified" : "";
      return new String[] {
        "kindling %s (commit %s%s)"
            .formatted(build.getProperty("version"), build.getProperty("commit"), modified)
      };
    }
  }
}
