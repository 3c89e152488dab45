package dev.kindling.command;

import dev.kindling.check.EngineCheck;
import dev.kindling.check.Finding;
import dev.kindling.check.LearnerCheck;
import dev.kindling.check.OperationCases;
import dev.kindling.config.LearnerChoice;
import dev.kindling.engine.Engine;
import dev.kindling.engine.Kernels;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kindling check}: whether this machine computes what it should. */
@Command(
    name = "check",
    description = "Checks every operation and gradient on the engines of this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class CheckCommand implements Runnable {
  private static final String MEMORY = "1g";
  private static final String CORRECTION = "correcting the learner or its order()";
  private static final String ROW = "%-24s %-22s %5s  %9s  %9s  %s%n";

  private final Console console;

  @Option(
      names = "--engine",
      paramLabel = "E",
      description = "onednn, nd4j or reference (default: every engine of this machine).")
  private String name;

  @Option(
      names = "--plant-fault",
      paramLabel = "OPERATION",
      description =
          "Makes onednn compute an operation wrongly, as MatMul, to see that this is found.")
  private String fault;

  @Mixin private LearnerOptions learner;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (fault != null) {
      checkFaulty();
      return;
    }
    List<String> names = name == null ? EngineSettings.names() : List.of(name);
    List<Engine> engines = names.stream().flatMap(one -> open(one).stream()).toList();
    Optional<LearnerChoice> chosen = learner.choice();
    if (chosen.isPresent()) {
      check(chosen.get(), engines);
      return;
    }
    int passed = check("the reference's gradients", EngineCheck.gradients(), "another Java");
    passed += check("the learners' meta-gradients", claims(), CORRECTION);
    for (Engine engine : engines) {
      passed += check(engine);
    }
    console.out().println("all " + passed + " checks passed");
  }

  /** An engine that was not asked for by name may be missing. */
  private Optional<Engine> open(String engine) {
    try {
      return Optional.of(EngineChoice.named(engine, MEMORY).open());
    } catch (Fault absent) {
      if (name != null) {
        throw absent;
      }
      console.out().println("engine " + engine + " is left out: " + absent.getMessage());
      return Optional.empty();
    }
  }

  /** What every kind of learner claims with its default settings. */
  private List<Finding> claims() {
    return Kinds.names(LearnerSettings.class).stream()
        .map(kind -> new LearnerChoice(kind, List.of()))
        .flatMap(choice -> claims(choice).stream())
        .toList();
  }

  /** A learner that was not asked for by name may want other tasks. */
  private List<Finding> claims(LearnerChoice choice) {
    try {
      return new LearnerCheck(choice.kind(), choice.settings()).claims();
    } catch (Fault refused) {
      console.out().println("learner " + choice.kind() + " is left out: " + refused.getMessage());
      return List.of();
    }
  }

  private void check(LearnerChoice choice, List<Engine> engines) {
    var learnerCheck = new LearnerCheck(choice.kind(), choice.settings());
    console
        .out()
        .printf("%s claims a meta-gradient that is %s%n", choice.kind(), learnerCheck.claimed());
    learnerCheck
        .seen()
        .forEach((tasks, order) -> console.out().printf("on %s it is %s%n", tasks, order));
    List<Finding> findings = new ArrayList<>(learnerCheck.claims());
    engines.forEach(engine -> findings.addAll(learnerCheck.on(engine)));
    int passed = check("learner " + choice.kind(), findings, CORRECTION);
    console.out().println("all " + passed + " checks passed");
  }

  private int check(Engine engine) {
    String instead =
        engine.name().equals("onednn") ? "engine.instruction-set: avx2" : "engine.name: onednn";
    String title = "engine %s, instruction set %s".formatted(engine.name(), Kernels.of(engine));
    return check(title, EngineCheck.of(engine), instead);
  }

  private void checkFaulty() {
    if (!OperationCases.required().contains(fault)) {
      throw Fault.usage(
          "--plant-fault must be one of %s but is %s".formatted(OperationCases.required(), fault));
    }
    Engine engine = OneDnnEngine.faulty(fault, EngineChoice.named("onednn", MEMORY).memoryBytes());
    check("engine onednn with a fault in " + fault, EngineCheck.of(engine), "no planted fault");
    throw Fault.usage("no kernel computes " + fault + ", so no fault was planted; try MatMul");
  }

  /** Prints the findings and gives their number, or fails if one of them is bad. */
  private int check(String title, List<Finding> findings, String instead) {
    PrintStream out = console.out();
    out.println(title);
    out.printf(ROW, "SUBJECT", "CHECK", "CASES", "WORST", "ALLOWED", "RESULT");
    findings.forEach(finding -> print(out, finding));
    out.println();
    out.flush();
    List<Finding> failed = findings.stream().filter(finding -> !finding.passed()).toList();
    if (!failed.isEmpty()) {
      throw wrong(title, failed, instead);
    }
    return findings.size();
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

  private static Fault wrong(String title, List<Finding> failed, String instead) {
    Finding first = failed.get(0);
    return Fault.resources(
        "%s: %d checks failed on this machine, first %s (%s), with a relative error of %.1e where"
                .formatted(title, failed.size(), first.subject(), first.where(), first.worst())
            + " %.0e is allowed; try %s".formatted(first.tolerance(), instead));
  }
}
