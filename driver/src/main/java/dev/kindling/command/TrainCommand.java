package dev.kindling.command;

import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.cluster.HadoopSettings;
import dev.kindling.config.Configuration;
import dev.kindling.config.TrainingSettings;
import dev.kindling.engine.Engine;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.fault.Fault;
import dev.kindling.runner.MemoryNeed;
import dev.kindling.task.Split;
import dev.kindling.training.Resumption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kindling train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Trains, evaluates what was trained, and ends with one line of JSON.")
final class TrainCommand implements Runnable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Console console;

  @Mixin private ConfigurationOptions configurationOptions;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where checkpoints go, a directory here, on HDFS or on an object store; runs/NAME-TIME unless given. One that"
              + " holds a run already is refused without --resume.")
  private String output;

  @Mixin private RunnerOptions where;

  @Option(
      names = "--resume",
      description =
          "Go on from the newest checkpoint in --output, or begin if there is none, so that one"
              + " command serves for both.")
  private boolean resume;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (resume && output == null) {
      throw Fault.usage("--resume needs the --output of the run to go on with; name it");
    }
    where.require();
    CompletableFuture<Void> loading = HadoopSettings.beginLoading();
    try {
      train();
    } finally {
      loading.join();
    }
  }

  private void train() {
    ChosenStores stores = settled(configurationOptions.read());
    Configuration configuration = stores.configuration();
    Engine engine = configuration.engine().open();
    Baselines baselines = Baselines.of(configuration, console);
    NotJudged.requireTraining(configuration.tasks());
    var notJudged = NotJudged.of(configuration.evaluation().tasks(), Split.VALIDATION, Split.TEST);
    where.requireRoom(need(configuration, notJudged.judged()));
    where.beginCompiling(configuration.episodes());
    baselines.requireRoom(where, notJudged.judged());
    String name = configurationOptions.name();
    String directory = output == null ? "runs/" + name + "-" + TIME.format(Instant.now()) : output;
    new TrainingRun(
            console,
            name,
            configuration,
            baselines,
            stores.lines(),
            notJudged,
            engine,
            directory,
            where)
        .run(resume);
  }

  /**
   * What it takes to train, to validate, and to judge what was trained.
   *
   * @param last the split that is judged at the end
   */
  private static MemoryNeed need(Configuration configuration, Split last) {
    EpisodeSettings episodes = configuration.episodes();
    TrainingSettings training = configuration.training();
    int shards = (training.tasksPerStep() - 1) / training.tasksPerShard() + 1;
    return MemoryNeed.training(episodes, EpisodeWorkers.shared().plan(episodes), shards)
        .judgingToo(Evaluation.shards(configuration, Split.VALIDATION))
        .judgingToo(Evaluation.shards(configuration, last));
  }

  /** A run that goes on is held to what it began with before any of its tasks are looked for. */
  private ChosenStores settled(Configuration written) {
    Optional<Configuration> begun =
        resume ? CheckpointStore.begun(output, HadoopSettings.ofProcess()) : Optional.empty();
    ChosenStores stores = ChosenStores.of(written, begun);
    begun.ifPresent(before -> Resumption.requireSame(before, stores.configuration()));
    return stores;
  }
}
