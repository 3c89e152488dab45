package dev.kindling.command;

import dev.kindling.benchmark.AdaptationBenchmark;
import dev.kindling.benchmark.Adaptations;
import dev.kindling.benchmark.Benchmark;
import dev.kindling.benchmark.Measurement;
import dev.kindling.benchmark.Workload;
import dev.kindling.config.LearnerChoice;
import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Fault;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling bench}: how many tasks a second this machine adapts. */
@Command(
    name = "bench",
    description =
        "Measures whole outer steps, of MAML with exact second order unless another --learner is"
            + " named, and prints one line of JSON.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class BenchCommand implements Runnable {
  private final Console console;

  @Parameters(
      paramLabel = "WORKLOAD",
      completionCandidates = Workloads.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private String workload;

  @Option(
      names = "--engine",
      paramLabel = "E",
      description = "onednn, nd4j or reference (default: ${DEFAULT-VALUE}).",
      defaultValue = "onednn")
  private String engine;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads (default: the processors of this machine).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long to measure (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private double seconds;

  @Option(
      names = "--memory",
      paramLabel = "M",
      description =
          "How much memory the programs of a thread may take (default: ${DEFAULT-VALUE}).",
      defaultValue = "16g")
  private String memory;

  @Option(
      names = "--tasks",
      paramLabel = "T",
      description = "Tasks of a meta-batch (default: the workload's).")
  private Integer tasks;

  @Option(
      names = "--inner-steps",
      paramLabel = "K",
      description = "Inner steps, of learners that have them (default: the workload's).")
  private Integer innerSteps;

  @Option(
      names = "--filters",
      paramLabel = "F",
      description = "Filters of each convolution (default: the workload's).")
  private Integer filters;

  @Option(
      names = "--adapt",
      description =
          "Measure how fast a model meets new tasks, one by one and many at once, and not how fast"
              + " it is trained.")
  private boolean adapt;

  @Mixin private LearnerOptions learner;

  BenchCommand(Console console) {
    this.console = console;
  }

  /** The names, for the help. */
  static final class Workloads implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Workload.names().iterator();
    }
  }

  @Override
  public void run() {
    require(
        "--threads",
        threads >= 1 && threads <= RunnerOptions.MOST_THREADS,
        "1 to " + RunnerOptions.MOST_THREADS,
        threads);
    require("--seconds", seconds > 0 && seconds <= 3600, "above 0 and at most 3600", seconds);
    Workload chosen = workload();
    var settings = EngineChoice.named(engine, memory);
    console
        .out()
        .println(JsonLine.of(adapt ? adapted(chosen, settings) : trained(chosen, settings)));
  }

  /** Steps that the command line gives must mean something to the learner. */
  private Workload by(LearnerChoice choice, Workload chosen) {
    if (innerSteps != null && !choice.hasSteps()) {
      throw Fault.usage(
          "--inner-steps is for learners with steps but %s has none; leave it out"
              .formatted(choice.kind()));
    }
    return chosen.withLearner(choice::settings);
  }

  private Workload workload() {
    Workload chosen = Workload.named(workload);
    if (tasks != null) {
      require("--tasks", tasks >= 1 && tasks <= 100000, "1 to 100000", tasks);
      chosen = chosen.withTasks(tasks);
    }
    if (innerSteps != null) {
      require("--inner-steps", innerSteps >= 1 && innerSteps <= 1000, "1 to 1000", innerSteps);
      chosen = chosen.withInnerSteps(innerSteps);
    }
    if (filters != null) {
      require("--filters", filters >= 1 && filters <= 4096, "1 to 4096", filters);
      chosen = chosen.withFilters(filters);
    }
    Workload asked = chosen;
    return learner.choice().map(choice -> by(choice, asked)).orElse(asked);
  }

  private static void require(String option, boolean holds, String expected, Object seen) {
    if (!holds) {
      throw Fault.usage(option + " must be " + expected + " but is " + seen);
    }
  }

  private Map<String, Object> adapted(Workload chosen, EngineSettings settings) {
    try (var benchmark = new AdaptationBenchmark(chosen, settings, threads)) {
      Adaptations seen = benchmark.measure(seconds);
      Map<String, Object> line = line(seen.workload(), seen.engine(), seen.threads());
      line.put("ms_median", rounded(seen.medianMillis()));
      line.put("ms_of_99_percent", rounded(seen.lateMillis()));
      line.put("tasks_per_s", rounded(seen.tasksPerSecond()));
      return line;
    }
  }

  private Map<String, Object> trained(Workload chosen, EngineSettings settings) {
    try (var benchmark = new Benchmark(chosen, settings, threads)) {
      return line(benchmark.measure(seconds));
    }
  }

  private Map<String, Object> line(String name, String of, int on) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("workload", name);
    line.put("learner", learner.choice().map(LearnerChoice::kind).orElse("maml"));
    line.put("engine", of);
    line.put("threads", on);
    return line;
  }

  private Map<String, Object> line(Measurement measurement) {
    Map<String, Object> line =
        line(measurement.workload(), measurement.engine(), measurement.threads());
    line.put("tasks_per_s", rounded(measurement.tasksPerSecond()));
    line.put("ms_per_meta_batch", rounded(measurement.millisPerMetaBatch()));
    line.put("gflops", rounded(measurement.gflops()));
    line.put("planned_mb", measurement.plannedMegabytes());
    line.put("peak_mb", measurement.peakMegabytes());
    line.put("recomputed_steps", measurement.recomputedSteps());
    line.put("compile_s", rounded(measurement.compileSeconds()));
    return line;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
