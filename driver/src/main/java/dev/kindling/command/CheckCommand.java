package dev.kindling.command;

import dev.kindling.check.EngineCheck;
import dev.kindling.check.Finding;
import dev.kindling.engine.Engine;
import dev.kindling.fault.Fault;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kindling check}: whether this machine computes what it should. */
@Command(
    name = "check",
    description = "Checks every operation and gradient of an engine on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class CheckCommand implements Runnable {
  private static final String MEMORY = "1g";
  private static final String ROW = "%-24s %-22s %5s  %9s  %9s  %s%n";

  private final Console console;

  @Option(
      names = "--engine",
      paramLabel = "E",
      description = "onednn, nd4j or reference (default: ${DEFAULT-VALUE}).",
      defaultValue = "onednn")
  private String name;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    PrintStream out = console.out();
    Engine engine = EngineChoice.named(name, MEMORY).open();
    out.println("engine " + engine.name() + ", instruction set " + engine.instructionSet());
    out.printf(ROW, "SUBJECT", "CHECK", "CASES", "WORST", "ALLOWED", "RESULT");
    List<Finding> findings = EngineCheck.of(engine);
    findings.forEach(finding -> print(out, finding));
    out.flush();
    List<Finding> failed = findings.stream().filter(finding -> !finding.passed()).toList();
    if (!failed.isEmpty()) {
      throw wrong(engine, failed);
    }
    out.println("all " + findings.size() + " checks passed");
  }

  private static void print(PrintStream out, Finding finding) {
    out.printf(
        ROW,
        finding.subject(),
        finding.check(),
        finding.cases(),
        "%.1e".formatted(finding.worst()),
        "%.0e".formatted(finding.tolerance()),
        finding.passed() ? "ok" : "WRONG: " + finding.where());
  }

  private static String instead(Engine engine) {
    return engine.name().equals("onednn") ? "engine.instruction-set: avx2" : "engine.name: onednn";
  }

  private static Fault wrong(Engine engine, List<Finding> failed) {
    Finding first = failed.get(0);
    return Fault.resources(
        "engine %s computes wrongly on this machine: %d checks failed, first %s (%s), with a relative"
                .formatted(engine.name(), failed.size(), first.subject(), first.where())
            + " error of %.1e where %.0e is allowed; try %s"
                .formatted(first.worst(), first.tolerance(), instead(engine)));
  }
}
