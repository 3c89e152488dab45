package dev.kindling.command;

import dev.kindling.benchmark.PeakMemory;
import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.checkpoint.OutputLock;
import dev.kindling.checkpoint.Provenance;
import dev.kindling.checkpoint.TrainingState;
import dev.kindling.cluster.HadoopSettings;
import dev.kindling.config.Configuration;
import dev.kindling.engine.Engine;
import dev.kindling.engine.Kernels;
import dev.kindling.episode.EngineSettings.Device;
import dev.kindling.episode.EngineSettings.OtherKernels;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.evaluation.Standings;
import dev.kindling.fault.Fault;
import dev.kindling.journal.Journal;
import dev.kindling.journal.JournalFiles;
import dev.kindling.journal.ResultFile;
import dev.kindling.runner.Runner;
import dev.kindling.task.Split;
import dev.kindling.training.MetaTraining;
import dev.kindling.training.Patience;
import dev.kindling.training.Resumption;
import dev.kindling.training.TrainingListener;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * What {@code kindling train} does after its arguments were checked.
 *
 * @param told of the stores, when it begins
 */
record TrainingRun(
    Console console,
    String name,
    Configuration configuration,
    Baselines baselines,
    List<String> told,
    NotJudged notJudged,
    Engine engine,
    String output,
    RunnerOptions where) {

  void run(boolean resume) {
    long started = System.nanoTime();
    OutputLock lock = OutputLock.take(output, HadoopSettings.ofProcess());
    try {
      run(resume, started);
    } finally {
      lock.close();
    }
  }

  private void run(boolean resume, long started) {
    CheckpointStore store = store(resume);
    Optional<Checkpoint> last = store.latest();
    last.ifPresent(checkpoint -> requireFit(store, checkpoint));
    TrainingState start = start(last, resume);
    tell();
    var damages = new DamageReport(console);
    try (StopRequest stop = StopRequest.listen(console);
        Runner runner = where.start(name, configuration.training().partitions(), damages)) {
      var progress = new Progress(console, configuration.training().steps(), System::nanoTime);
      TrainingState end = train(runner, store, progress, start, stop);
      if (stop.getAsBoolean()) {
        console.say("stopped after step %d; go on with --resume".formatted(end.step()));
        return;
      }
      var patience = Patience.of(configuration, console::say);
      Checkpoint best = best(store, patience);
      Evaluation evaluation = Evaluation.of(configuration, runner);
      Split split = notJudged.judged();
      Judgement judgement = Judgement.of(configuration, evaluation, best, split);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("last", tree(end, progress.latestLoss()));
      line.put("best", tree(best.state(), judgement.comparison()));
      Verdict verdict =
          verdict(end, progress, judgement, baselines.beside(output, judgement, runner, split));
      line.put("diverged", verdict.divergence().isPresent());
      line.put("output", output);
      line.putAll(costs(started, progress, judgement, runner));
      line.putAll(verdict.judged().parts());
      line.put("baselines", verdict.baselines());
      line.put("damaged_records", damages.tree());
      line.put("not_judged", notJudged.tree());
      print(verdict);
      var files = new FilesOfRun(store, patience);
      keep(files, JsonLine.of(line));
      new RunModel(console, output).keep(best, judgement, patience);
      new RunReport(console, output).finish(configuration, best, verdict, files);
      verdict.requireUseful();
    }
  }

  private void print(Verdict verdict) {
    console.out().println(verdict.text());
    notJudged.lines().forEach(console.out()::println);
  }

  /** What is known before the first step. */
  private void tell() {
    told.forEach(console::say);
    notJudged.lines().forEach(console::say);
    boolean anyDevice = configuration.engine().device() == Device.AUTO;
    if (anyDevice && where.giveGpus() && !engine.isOnGpu()) {
      console.say(
          "Spark gives each task a GPU but the engine %s computes with %s: processors are used (engine.device)"
              .formatted(engine.name(), engine.instructionSet()));
    }
    if (configuration.engine().otherKernels() == OtherKernels.ALLOW) {
      console.say(
          "executors may compute with other kernels than the driver (engine.other-kernels): the bits of this run depend on who computes what");
    }
  }

  private void keep(FilesOfRun files, String line) {
    try {
      files.replace(ResultFile.NAME, line + "\n");
    } catch (Fault fault) {
      console.say(fault.getMessage() + "; what it would hold is printed");
    }
    console.out().println(line);
  }

  private CheckpointStore store(boolean resume) {
    return resume
        ? CheckpointStore.forResume(output, HadoopSettings.ofProcess())
        : CheckpointStore.forNewRun(output, HadoopSettings.ofProcess());
  }

  private Map<String, Object> costs(
      long started, Progress progress, Judgement judgement, Runner runner) {
    Map<String, Object> costs = new LinkedHashMap<>();
    costs.put("seconds", Math.round((System.nanoTime() - started) / 1e6) / 1e3);
    costs.put("tasks_per_s", tasksPerSecond(progress));
    costs.put("ms_per_task", judgement.millisPerTask());
    costs.put("peak_mb", PeakMemory.megabytes());
    costs.put("waited_for_tasks", waited(runner.time().waitedShare()));
    return costs;
  }

  private Verdict verdict(
      TrainingState end, Progress progress, Judgement judgement, Optional<Standings> beside) {
    return new Verdict(
        end.step(),
        ChosenModel.BY_VALIDATION,
        progress.latestValidation(),
        judgement.comparison(),
        new JudgedOn(configuration),
        beside);
  }

  private static Checkpoint best(CheckpointStore store, Patience patience) {
    Checkpoint best =
        patience.get(
            "the checkpoints are read", () -> store.best().or(store::latest).orElseThrow());
    requireFit(store, best);
    return best;
  }

  private static void requireFit(CheckpointStore store, Checkpoint checkpoint) {
    store.requireFit(checkpoint, checkpoint.configuration().episodes().buildLearner().layout());
  }

  /** Tasks that were learned from; null where one step tells nothing yet. */
  private Double tasksPerSecond(Progress progress) {
    OptionalDouble steps = progress.stepsPerSecond();
    int tasks = configuration.training().tasksPerStep();
    return steps.isPresent()
        ? (Double) (Math.round(1e3 * tasks * steps.getAsDouble()) / 1e3)
        : null;
  }

  private double waited(double share) {
    console.say(
        String.format(
            Locale.ROOT, "%.1f %% of the time on shards was spent waiting for tasks", 100 * share));
    return Math.round(1e4 * share) / 1e4;
  }

  private TrainingState train(
      Runner runner,
      CheckpointStore store,
      Progress progress,
      TrainingState start,
      BooleanSupplier stop) {
    var clock = Clock.systemUTC();
    var files =
        new JournalFiles(
            output,
            HadoopSettings.ofProcess(),
            start.step(),
            start.rollbacks().number(),
            clock,
            console::say);
    long steps = configuration.training().steps();
    try (var journal = new Journal(files, steps, clock, runner::publish)) {
      return new MetaTraining(
              configuration,
              runner,
              store,
              () -> provenance(runner.sparkVersion()),
              TrainingListener.both(progress, journal))
          .run(start, stop);
    } finally {
      progress.clear();
    }
  }

  private TrainingState start(Optional<Checkpoint> last, boolean resume) {
    if (last.isEmpty()) {
      console.say(
          (resume ? "nothing to resume in %s: a new run" : "training; checkpoints go to %s")
              .formatted(output));
      return MetaTraining.start(configuration);
    }
    TrainingState state = Resumption.of(last.get(), configuration);
    console.say("going on after step %d of %s".formatted(state.step(), output));
    if (state.rollbacks().number() > 0) {
      console.say(
          "the run diverged and went back %s before, so its outer rate is lower than optimizer.rate says"
              .formatted(
                  state.rollbacks().number() == 1
                      ? "once"
                      : state.rollbacks().number() + " times"));
    }
    tellOfOtherKernels(last.get().provenance());
    return state;
  }

  private void tellOfOtherKernels(Provenance before) {
    if (before.engine().equals(engine.name()) && !before.kernels().equals(kernels())) {
      console.say(
          "the run was last on kernels of %s and goes on with %s: its bits may differ from a run on one of them; new runs can pin engine.instruction-set"
              .formatted(before.kernels(), kernels()));
    }
  }

  private Kernels kernels() {
    return EpisodeWorkers.shared().kernels(configuration.engine());
  }

  private static Map<String, Object> tree(TrainingState last, double loss) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("step", last.step());
    tree.put("rollbacks", last.rollbacks().number());
    tree.put("loss", Double.isFinite(loss) ? loss : null);
    tree.put("theta_sha256", last.thetaSha256());
    return tree;
  }

  private static Map<String, Object> tree(TrainingState best, Comparison comparison) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("step", best.step());
    tree.put("theta_sha256", best.thetaSha256());
    boolean judged = comparison.trained().split() == Split.TEST;
    tree.put("evaluation", judged ? comparison.tree() : null);
    return tree;
  }

  private Provenance provenance(String sparkVersion) {
    Build build = Build.current();
    return new Provenance(
        build.version(),
        build.commit(),
        engine.name(),
        kernels(),
        Runtime.version().toString(),
        sparkVersion,
        configuration.seed(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
