package dev.kindling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.SkippedTask;
import dev.kindling.task.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final EvaluationReport TRAINED =
      report(0, new Estimate(3, .5), new Estimate(.25, .125));
  private static final EvaluationReport UNTRAINED =
      report(2, new Estimate(9, 1), new Estimate(Double.POSITIVE_INFINITY, Double.NaN));

  private static EvaluationReport report(int skipped, Estimate... errors) {
    return new EvaluationReport(Split.TEST, 10 - skipped, skipped, List.of(errors), List.of());
  }

  @Test
  void readsAsATable() {
    assertThat(new Comparison(40, TRAINED, UNTRAINED).text().lines())
        .containsExactly(
            "Query error on 10 test tasks, mean and 95 % interval; trained for 40 outer steps",
            "",
            "  inner steps   trained            untrained",
            "            0   3.000 ± 0.50       9.000 ± 1.0",
            "            1   0.2500 ± 0.13      diverges",
            "",
            "  left out, their error not being finite: 0 trained, 2 untrained");
  }

  private static EvaluationReport learnedAtOnce(double error) {
    List<Estimate> errors = List.of(new Estimate(error, .5));
    List<Estimate> shares = List.of(new Estimate(.75, .01));
    return new EvaluationReport(
        Split.TEST,
        10,
        0,
        Optional.empty(),
        Extent.endless(10),
        errors,
        List.of(new Measure("accuracy", shares)),
        List.of(.125),
        List.of(),
        Course.AT_ONCE);
  }

  @Test
  void whatIsLearnedAtOnceHasNoInnerSteps() {
    EvaluationReport trained = learnedAtOnce(3);
    EvaluationReport untrained = learnedAtOnce(9);
    var part = new Comparison.Part("only", 1, trained, untrained);
    assertThat(new Comparison(40, trained, untrained, List.of(part)).text().lines())
        .containsExactly(
            "Query error on 10 test tasks, mean and 95 % interval; trained for 40 outer steps",
            "",
            "                    trained            untrained",
            "  learned at once   3.000 ± 0.50       9.000 ± 0.50",
            "",
            "Share of query examples answered right",
            "",
            "                    trained            untrained",
            "  learned at once   75.0 ± 1.0 %       75.0 ± 1.0 %",
            "",
            "Other measures",
            "",
            "                      trained            untrained",
            "  calibration error   0.125              0.125",
            "",
            "Query error by part, on tasks of its own",
            "",
            "  part    share    tasks   trained            untrained",
            "  only   100.0 %       10   3.000 ± 0.50       9.000 ± 0.50",
            "",
            "Share of query examples answered right by part",
            "",
            "  part    share    tasks   trained            untrained",
            "  only   100.0 %       10   75.0 ± 1.0 %       75.0 ± 1.0 %");
    assertThat(Divergence.of(learnedAtOnce(9e5), trained))
        .hasValue("has the query error 9.000e+05, and the untrained one 3.000");
  }

  private static EvaluationReport withAccuracies(EvaluationReport report, Estimate... shares) {
    return new EvaluationReport(
        report.split(), report.episodes(), report.skipped(), report.errors(), List.of(shares));
  }

  @Test
  void accuraciesHaveATableOfTheirOwn() {
    var trained = withAccuracies(TRAINED, new Estimate(.2, .01), new Estimate(.9876, .0012));
    var untrained = withAccuracies(TRAINED, new Estimate(.2, .01), new Estimate(1, Double.NaN));
    assertThat(new Comparison(40, trained, untrained).text().lines().skip(5))
        .containsExactly(
            "",
            "Share of query examples answered right",
            "",
            "  inner steps   trained            untrained",
            "            0   20.0 ± 1.0 %       20.0 ± 1.0 %",
            "            1   98.8 ± 0.1 %       100.0 %");
  }

  @Test
  void accuraciesAreInTheTreeAsShares() {
    var trained = withAccuracies(TRAINED, new Estimate(.2, .01), new Estimate(.75, Double.NaN));
    Map<?, ?> tree = (Map<?, ?>) new Comparison(40, trained, trained).tree().get("trained");
    assertThat((List<?>) tree.get("accuracy")).hasToString("[0.2, 0.75]");
    assertThat((List<?>) tree.get("accuracy_interval")).hasToString("[0.01, null]");
  }

  @Test
  void partsHaveALineEach() {
    var parts =
        List.of(
            new Comparison.Part("characters", 2 / 3., TRAINED, UNTRAINED),
            new Comparison.Part("part 2", 1 / 3., UNTRAINED, TRAINED));
    var comparison = new Comparison(40, TRAINED, UNTRAINED, parts);
    assertThat(comparison.text().lines().skip(7))
        .containsExactly(
            "",
            "Query error by part after 1 inner steps, on tasks of its own",
            "",
            "  part          share    tasks   trained            untrained",
            "  characters   66.7 %       10   0.2500 ± 0.13      diverges",
            "  part 2       33.3 %        8   diverges           0.2500 ± 0.13");
    assertThat((List<?>) comparison.tree().get("parts"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{name=characters, share=0.66");
  }

  @Test
  void whatElseIsKnownOfTheAnswersStandsBelowAndInTheTree() {
    List<Measure> measures =
        List.of(
            new Measure("accuracy", List.of(new Estimate(.5, .1), new Estimate(.75, .1))),
            new Measure("auc", List.of(new Estimate(.5, .1), new Estimate(.875, .125))));
    var report =
        new EvaluationReport(
            Split.TEST,
            4,
            0,
            Optional.empty(),
            Extent.endless(4),
            TRAINED.errors(),
            measures,
            List.of(.25, .0625));
    var comparison = new Comparison(40, report, report);
    assertThat(comparison.text().lines())
        .contains(
            "Other measures, after the last inner step",
            "                      trained            untrained",
            "  auc                 0.8750 ± 0.13      0.8750 ± 0.13",
            "  calibration error   0.063              0.063");
    assertThat(comparison.text()).contains("75.0 ± 10.0 %");
    Map<?, ?> tree = (Map<?, ?>) comparison.tree().get("trained");
    assertThat(tree.get("auc")).isEqualTo(List.of(.5, .875));
    assertThat(tree.get("auc_interval")).isEqualTo(List.of(.1, .125));
    assertThat(tree.get("calibration_error")).isEqualTo(List.of(.25, .0625));
  }

  @Test
  void numbersHaveNoAccuracy() {
    Map<?, ?> tree = (Map<?, ?>) new Comparison(40, TRAINED, TRAINED).tree().get("trained");
    assertThat(tree.keySet())
        .hasToString("[episodes, skipped, asked, available, damaged, error, interval]");
  }

  private static String firstLine(int counted, int skipped, int asked, OptionalLong available) {
    var report =
        new EvaluationReport(
            Split.TEST,
            counted,
            skipped,
            Optional.empty(),
            new Extent(asked, available, 0),
            TRAINED.errors(),
            List.of(),
            List.of());
    String text = new Comparison(40, report, report).text();
    return text.substring("Query error on ".length(), text.indexOf(", mean"));
  }

  @Test
  void saysHowManyTasksThereWere() {
    assertThat(firstLine(600, 0, 600, OptionalLong.empty())).isEqualTo("600 test tasks");
    assertThat(firstLine(1, 0, 1, OptionalLong.empty())).isEqualTo("1 test task");
    assertThat(firstLine(600, 0, 600, OptionalLong.of(1204))).isEqualTo("600 of 1204 test tasks");
    assertThat(firstLine(3, 0, 5, OptionalLong.of(3))).isEqualTo("all 3 test tasks");
    assertThat(firstLine(1, 0, 5, OptionalLong.of(1))).isEqualTo("the only test task");
    assertThat(firstLine(1, 2, 5, OptionalLong.of(3))).isEqualTo("1 of 3 test tasks");
  }

  private static EvaluationReport failing(int notFinite, String... failed) {
    List<SkippedTask> tasks =
        Arrays.stream(failed)
            .map(task -> new SkippedTask(task, "it broke", SkippedTask.Cause.ENGINE))
            .toList();
    return new EvaluationReport(
        Split.TEST,
        8,
        notFinite + failed.length,
        Optional.empty(),
        tasks,
        Extent.endless(8 + notFinite + failed.length),
        TRAINED.errors(),
        List.of(),
        List.of(),
        List.of(),
        Course.STEPS);
  }

  @Test
  void tasksOnWhichTheEngineFailedAreNamedAndCountedApart() {
    var comparison = new Comparison(40, failing(1, "a", "b"), failing(2));
    assertThat(comparison.text().lines())
        .contains(
            "  left out, their error not being finite: 1 trained, 2 untrained",
            "  left out, the engine having failed on them: 2 trained, 0 untrained, first a: it broke");
    Map<?, ?> tree = (Map<?, ?>) comparison.tree().get("trained");
    assertThat(tree.get("skipped")).isEqualTo(3);
    assertThat(tree.get("engine_failures")).hasToString("{count=2, first=[a, b], reason=it broke}");
    assertThat(comparison.tree().get("untrained").toString()).doesNotContain("engine_failures");

    var standing = new Standing("run", "maml", new Comparison(40, failing(0), failing(0, "c")), 1);
    assertThat(new Standings(List.of(standing, standing)).text().lines())
        .contains(
            "  left out of run, the engine having failed on them: 0 trained, 1 not trained, first c: it broke")
        .noneMatch(line -> line.contains("not being finite"));
  }

  @Test
  void saysNothingOfTasksLeftOutWhenThereAreNone() {
    assertThat(new Comparison(40, TRAINED, TRAINED).text()).doesNotContain("left out");
  }

  @Test
  void whatIsNotFiniteIsNullInTheTree() {
    assertThat(new Comparison(40, TRAINED, UNTRAINED).tree())
        .containsEntry("split", "test")
        .extractingByKey("untrained")
        .satisfies(
            tree -> {
              Map<?, ?> untrained = (Map<?, ?>) tree;
              assertThat(untrained.get("skipped")).isEqualTo(2);
              assertThat((List<?>) untrained.get("error")).hasToString("[9.0, null]");
              assertThat((List<?>) untrained.get("interval")).hasToString("[1.0, null]");
            });
  }
}
