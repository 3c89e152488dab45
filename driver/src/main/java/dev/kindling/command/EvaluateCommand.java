package dev.kindling.command;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.cluster.Cluster;
import dev.kindling.cluster.SparkSettings;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.config.EvaluationSettings;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.fault.Fault;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Judges a trained model on tasks that it has not seen.")
final class EvaluateCommand implements Runnable {
  private static final String TASKS = "tasks";
  private static final List<String> OPEN =
      List.of(TASKS, "evaluation.", "engine.", "training.partitions");

  private final Console console;

  @Parameters(paramLabel = "MODEL_DIR", description = "The output of a training run.")
  private String model;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "How many tasks (default: what the run's configuration says).")
  private Integer episodes;

  @Option(
      names = "--steps",
      paramLabel = "K",
      description = "How many inner steps (default: what the run's configuration says).")
  private Integer steps;

  @Option(
      names = "--checkpoint",
      paramLabel = "STEP",
      description =
          "Which model: that of an outer step, best or latest (default: best, or latest where there"
              + " was no validation).")
  private String chosen;

  @Option(
      names = "--split",
      defaultValue = "test",
      description = "train, validation or test (default: ${DEFAULT-VALUE}).")
  private Split split;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master (default: what spark-submit says, or else local[*]).")
  private String master;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Replaces a value of the model's configuration: of tasks, which are here those to judge on,"
              + " evaluation, engine and training.partitions.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--rows",
      paramLabel = "FILE",
      description =
          "Write what each task came to, a line of JSON each: its name, and its error and accuracy"
              + " after 0, 1, ... inner steps.")
  private Path rows;

  @Option(names = "--json", description = "Print one line of JSON in place of the table.")
  private boolean json;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Optional<RowsFile> kept = Optional.ofNullable(rows).map(RowsFile::new);
    kept.ifPresent(RowsFile::requireNew);
    CheckpointStore store = CheckpointStore.forReading(model, SparkSettings.hadoop());
    ChosenModel picked = ChosenModel.of(store, Optional.ofNullable(chosen));
    Checkpoint checkpoint = picked.checkpoint();
    ChosenStores stores = ChosenStores.of(overridden(checkpoint.configuration()));
    Configuration configuration = shaped(stores.configuration());
    configuration = configuration.withEvaluation(asked(configuration.evaluation()));
    NotJudged notJudged = notJudged(configuration);
    EpisodePlans.of(configuration.episodes(), configuration.engine().open());
    store.requireFit(checkpoint, configuration.episodes().buildLearner().layout());
    int partitions = configuration.training().partitions();
    var damages = new DamageReport(console);
    try (Cluster cluster =
        Cluster.connect("evaluate", Optional.ofNullable(master), partitions, damages)) {
      stores.tell(console);
      notJudged.lines().forEach(console::say);
      Comparison comparison = Judgement.of(configuration, cluster, checkpoint, split);
      kept.ifPresent(file -> file.write(comparison));
      var judged = new JudgedOn(configuration);
      var verdict =
          new Verdict(picked.lastStep(), picked.why(), Optional.empty(), comparison, judged);
      print(checkpoint, verdict, damages, notJudged);
      verdict.requireUseful();
    }
  }

  /**
   * A model outlives the store that it learned from: judged on another, it is one for such tasks.
   */
  private Configuration shaped(Configuration configuration) {
    TaskSettings learned = configuration.tasks();
    TaskSettings judged = configuration.evaluation().tasks();
    try {
      learned.open(Split.TRAIN);
      return configuration;
    } catch (Fault gone) {
      if (judged.stores().equals(learned.stores())) {
        throw gone;
      }
      console.say("the tasks that the model learned from are not looked at: " + gone.getMessage());
      return configuration.withTasks(judged, judged);
    }
  }

  /** Parts of a mixture may lack tasks, but there must be something to judge on. */
  private NotJudged notJudged(Configuration configuration) {
    TaskSettings tasks = configuration.evaluation().tasks();
    Evaluation.lack(tasks, split)
        .ifPresent(
            lack -> {
              throw Fault.usage(
                  lack
                      + " to judge the model on; name another --split, such as train, or import more"
                      + " tasks and train anew");
            });
    return NotJudged.of(tasks, split);
  }

  private Configuration overridden(Configuration trained) {
    overrides.forEach(EvaluateCommand::requireOpen);
    return ConfigurationReader.parse(
        ConfigurationWriter.yaml(trained),
        "configuration",
        overrides.stream().map(EvaluateCommand::ofEvaluation).toList());
  }

  /** Whoever evaluates means by tasks those of evaluation; the others made the model. */
  private static String ofEvaluation(String override) {
    return override.startsWith(TASKS) ? "evaluation." + override : override;
  }

  /** Keys that make the model what it is must stay as they were trained. */
  private static void requireOpen(String override) {
    if (OPEN.stream().noneMatch(override::startsWith)) {
      throw Fault.usage(
          "--set of evaluate takes keys that begin with %s but %s was given; the rest is the model's"
              .formatted(OPEN, override));
    }
  }

  private EvaluationSettings asked(EvaluationSettings settings) {
    try {
      return new EvaluationSettings(
          episodes == null ? settings.episodes() : episodes,
          steps == null ? settings.steps() : steps,
          settings.every(),
          settings.permutations(),
          settings.tasks());
    } catch (IllegalArgumentException e) {
      throw Fault.usage("--" + e.getMessage(), e);
    }
  }

  private void print(
      Checkpoint checkpoint, Verdict verdict, DamageReport damages, NotJudged notJudged) {
    if (!json) {
      console.out().print(verdict.text());
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("model", model);
    line.put("step", checkpoint.state().step());
    line.put("theta_sha256", checkpoint.state().thetaSha256());
    line.putAll(verdict.judged().parts());
    line.put("damaged_records", damages.tree());
    line.put("not_judged", notJudged.tree());
    line.put("diverged", verdict.divergence().isPresent());
    line.putAll(verdict.comparison().tree());
    console.out().println(JsonLine.of(line));
  }
}
