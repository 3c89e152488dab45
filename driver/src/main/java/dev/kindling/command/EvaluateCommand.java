package dev.kindling.command;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.config.Configuration;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.runner.Runner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Judges a trained model on tasks that it has not seen.")
final class EvaluateCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "MODEL_DIR", description = "The output of a training run.")
  private String model;

  @Mixin private JudgingOptions options;

  @Option(
      names = "--rows",
      paramLabel = "FILE",
      description =
          "Write what each task came to, a line of JSON each: its name, and its error and accuracy"
              + " after 0, 1, ... inner steps.")
  private Path rows;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    options.where().require();
    Optional<RowsFile> kept = Optional.ofNullable(rows).map(RowsFile::new);
    kept.ifPresent(RowsFile::requireNew);
    JudgedModel opened = JudgedModel.open(model, options.checkpoint());
    ChosenStores stores = ChosenStores.of(options.of(opened.trained()));
    Configuration configuration = opened.shaped(stores.configuration(), console);
    NotJudged notJudged = NotJudged.required(configuration.evaluation().tasks(), options.split());
    Baselines baselines = Baselines.of(configuration, console);
    var program = opened.requireFit(configuration).judging();
    var contender = new Contender(opened, configuration, program);
    baselines.requireRoom(contender, options.where(), options.split());
    int partitions = configuration.training().partitions();
    var damages = new DamageReport(console);
    try (Runner runner = options.where().start("evaluate", partitions, damages)) {
      stores.tell(console);
      notJudged.lines().forEach(console::say);
      Evaluation evaluation = Evaluation.of(configuration, runner);
      Judgement judgement =
          Judgement.of(configuration, evaluation, opened.checkpoint(), options.split());
      kept.ifPresent(file -> file.write(judgement.comparison()));
      var beside = baselines.beside(model, judgement, runner, options.split());
      ChosenModel picked = opened.picked();
      var verdict =
          new Verdict(
              picked.lastStep(),
              picked.why(),
              Optional.empty(),
              judgement.comparison(),
              new JudgedOn(configuration),
              beside);
      print(opened.checkpoint(), judgement, verdict, damages, notJudged);
    }
  }

  private void print(
      Checkpoint checkpoint,
      Judgement judgement,
      Verdict verdict,
      DamageReport damages,
      NotJudged notJudged) {
    if (options.isJson()) {
      var line = line(checkpoint, judgement, verdict, damages, notJudged);
      console.out().println(JsonLine.of(line));
    } else {
      console.out().print(verdict.text());
    }
    verdict.requireUseful();
  }

  private Map<String, Object> line(
      Checkpoint checkpoint,
      Judgement judgement,
      Verdict verdict,
      DamageReport damages,
      NotJudged notJudged) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("model", model);
    line.put("step", checkpoint.state().step());
    line.put("theta_sha256", checkpoint.state().thetaSha256());
    line.putAll(verdict.judged().parts());
    line.put("damaged_records", damages.tree());
    line.put("not_judged", notJudged.tree());
    line.put("diverged", verdict.divergence().isPresent());
    line.put("ms_per_task", judgement.millisPerTask());
    line.putAll(verdict.comparison().tree());
    line.put("baselines", verdict.baselines());
    return line;
  }
}
