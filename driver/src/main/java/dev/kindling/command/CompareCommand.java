package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.config.EvaluationSettings;
import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.Divergence;
import dev.kindling.evaluation.Standing;
import dev.kindling.evaluation.Standings;
import dev.kindling.fault.Fault;
import dev.kindling.runner.Runner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kindling compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Judges the models of several runs on the same tasks, those of the first run's evaluation,"
            + " and says which of them do better than the first.")
final class CompareCommand implements Runnable {
  private final Console console;

  @Parameters(
      paramLabel = "MODEL_DIR",
      arity = "2..*",
      description = "The outputs of training runs, two or more.")
  private List<String> runs;

  @Mixin private JudgingOptions options;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    options.where().require();
    List<JudgedModel> models = runs.stream().map(this::open).toList();
    JudgedModel first = models.get(0);
    ChosenStores stores = ChosenStores.of(options.of(first.trained()));
    EvaluationSettings judged = stores.configuration().evaluation();
    var notJudged = NotJudged.required(judged.tasks(), options.split());
    List<Contender> contenders = new ArrayList<>();
    for (JudgedModel model : models) {
      contenders.add(contender(model, judged));
    }
    Contender.requireRoom(contenders, options.where(), options.split());
    Configuration leading = contenders.get(0).configuration();
    var damages = new DamageReport(console);
    int partitions = leading.training().partitions();
    try (Runner runner = options.where().start("compare", partitions, damages)) {
      stores.tell(console);
      notJudged.lines().forEach(console::say);
      tellOtherTasks(models, judged);
      List<Judgement> judgements = new ArrayList<>();
      for (Contender contender : contenders) {
        judgements.add(contender.judge(runner, leading.seed(), options.split()));
      }
      Report report = new Report(contenders, judgements, new JudgedOn(leading));
      console.out().print(options.isJson() ? report.line(damages, notJudged) : report.text());
      report.requireUseful();
    }
  }

  private JudgedModel open(String run) {
    return Contender.named(run, () -> JudgedModel.open(run, options.checkpoint()));
  }

  private Contender contender(JudgedModel model, EvaluationSettings judged) {
    return Contender.of(model, () -> options.of(model.trained(), judged), console);
  }

  /** A run was perhaps made for other tasks than it is compared on. */
  private void tellOtherTasks(List<JudgedModel> models, EvaluationSettings judged) {
    for (JudgedModel model : models) {
      if (!model.trained().evaluation().tasks().equals(judged.tasks())) {
        console.say("%s is judged here on other tasks than its run says".formatted(model.run()));
      }
    }
  }

  /** What came of it. */
  private record Report(List<Contender> contenders, List<Judgement> judgements, JudgedOn judged) {

    private Standings standings() {
      List<Standing> standings = new ArrayList<>();
      for (int i = 0; i < contenders.size(); i++) {
        standings.add(contenders.get(i).standing(judgements.get(i)));
      }
      return new Standings(standings);
    }

    String text() {
      String how = judged.text() + otherStatistics();
      return standings().text() + (judged.text().isEmpty() && !how.isEmpty() ? "\n" : "") + how;
    }

    /**
     * Models may normalise query examples in different ways, and that decides who may know what.
     */
    private String otherStatistics() {
      return contenders.stream()
          .filter(other -> !statistics(other).equals(statistics(contenders.get(0))))
          .map(
              other ->
                  "  of %s, %s%n"
                      .formatted(
                          other.model().run(),
                          new JudgedOn(other.configuration())
                              .statistics()
                              .orElse("query examples are not normalised by others")))
          .collect(Collectors.joining());
    }

    private static Optional<String> statistics(Contender contender) {
      return new JudgedOn(contender.configuration()).statistics();
    }

    String line(DamageReport damages, NotJudged notJudged) {
      List<Map<String, Object>> trees = standings().trees();
      for (int i = 0; i < trees.size(); i++) {
        Contender contender = contenders.get(i);
        Map<String, Object> tree = trees.get(i);
        tree.put("theta_sha256", contender.model().checkpoint().state().thetaSha256());
        tree.put("diverged", divergence(judgements.get(i)).isPresent());
        new JudgedOn(contender.configuration())
            .mode()
            .ifPresent(mode -> tree.put(JudgedOn.STATISTICS, mode));
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.putAll(judged.parts());
      line.remove(JudgedOn.STATISTICS);
      line.put("seed", judged.configuration().seed());
      line.put("damaged_records", damages.tree());
      line.put("not_judged", notJudged.tree());
      line.put("runs", trees);
      return JsonLine.of(line) + "\n";
    }

    /** A model that ran away must not look as if it had merely lost. */
    void requireUseful() {
      List<String> diverged = new ArrayList<>();
      for (int i = 0; i < contenders.size(); i++) {
        Judgement judgement = judgements.get(i);
        String model =
            "the model of step %d of %s"
                .formatted(judgement.comparison().step(), contenders.get(i).model().run());
        divergence(judgement).ifPresent(what -> diverged.add(model + " " + what));
      }
      if (!diverged.isEmpty()) {
        throw Fault.diverged(
            "%s; train anew, or leave out what diverged"
                .formatted(String.join(", and ", diverged)));
      }
    }

    private static Optional<String> divergence(Judgement judgement) {
      Comparison comparison = judgement.comparison();
      return Divergence.of(comparison.trained(), comparison.untrained());
    }
  }
}
