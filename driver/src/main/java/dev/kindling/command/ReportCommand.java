package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.fault.Fault;
import dev.kindling.report.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Makes a page of HTML of what a run's directory holds, also while the run goes on; of several"
            + " runs side by side. It needs neither tasks nor a cluster.")
final class ReportCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "The outputs of training runs.")
  private List<String> runs;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The page, which is replaced if it is there (default: report.html in the run's directory; of"
              + " several runs it must be named).")
  private Path output;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (output == null && runs.size() > 1) {
      throw Fault.usage(
          "a page on several runs belongs to none of them, so it needs an --output FILE; name one");
    }
    if (output == null) {
      new RunReport(console, runs.get(0)).again();
      return;
    }
    if (output.toString().matches("[a-z][a-z0-9]+:/.*")) {
      throw Fault.usage(
          "--output must be a file of this machine but %s is elsewhere; name another"
              .formatted(output));
    }
    if (Files.isDirectory(output)) {
      throw Fault.usage(
          "--output must be a file but %s is a folder; name another".formatted(output));
    }
    List<RunFiles> files =
        runs.stream().map(run -> new RunReport(console, run).required()).toList();
    write(RunReport.page(files));
    console.say("report in " + output);
  }

  /** Aside first, so that whoever finds the page finds all of it. */
  private void write(String page) {
    try {
      Path folder = output.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path aside = folder.resolve("." + output.getFileName() + ".part");
      try {
        Files.write(aside, page.getBytes(UTF_8));
        Files.move(aside, output, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw Fault.usage(
          "--output must be a file that this user may write but %s cannot be written (%s); name another"
              .formatted(output, NewFile.reason(e)),
          e);
    }
  }
}
