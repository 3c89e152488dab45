package dev.kindling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.task.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private static final Estimate ROUGH = new Estimate(.5, .04);
  private static final Estimate FINE = new Estimate(.25, .02);

  /** Of the tasks a, b, ... with these errors; a task without one was left out. */
  private static EvaluationReport report(Estimate estimate, Double... errors) {
    List<TaskResult> results = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      String task = String.valueOf((char) ('a' + i));
      results.add(
          errors[i] == null
              ? new TaskResult(task, List.of(), Map.of(), "its loss is NaN")
              : new TaskResult(
                  task,
                  List.of(9., errors[i]),
                  Map.of("accuracy", List.of(0., 1 - errors[i] / 10)),
                  ""));
    }
    int skipped = (int) Arrays.stream(errors).filter(error -> error == null).count();
    return new EvaluationReport(
        Split.TEST,
        errors.length - skipped,
        skipped,
        Optional.empty(),
        Extent.endless(errors.length),
        List.of(new Estimate(2, .1), estimate),
        List.of(new Measure("accuracy", List.of(new Estimate(.2, .01), estimate))),
        List.of(),
        results,
        Course.STEPS);
  }

  private static Standing standing(String run, EvaluationReport trained) {
    EvaluationReport untrained = report(new Estimate(1.5, .1), 1., 1., 1., 1.);
    return new Standing(run, "maml", new Comparison(40, trained, untrained), 1.25);
  }

  @Test
  void differencesAreOfTheSameTasks() {
    EvaluationReport from = report(ROUGH, 1., 2., null, 4.);
    EvaluationReport to = report(FINE, .5, 1.5, 3., 3.8);
    PairedDifference difference = PairedDifference.of(from, to).orElseThrow();
    assertThat(difference.tasks()).isEqualTo(3);
    assertThat(difference.error().mean()).isCloseTo(-.4, within(1e-12));
    // Differences -.5, -.5 and -.2 deviate by sqrt(.03); t is 4.30265 for two degrees of freedom.
    assertThat(difference.error().halfWidth())
        .isCloseTo(4.30265 * Math.sqrt(.03 / 3), within(1e-5));
    assertThat(difference.measures().get(0).last().mean()).isCloseTo(.04, within(1e-12));
    assertThat(difference.ruling()).isEqualTo(PairedDifference.Ruling.OPEN);
  }

  @Test
  void tasksOfOneNameAreNotPaired() {
    EvaluationReport report = report(ROUGH, 1., 2., 3.);
    List<TaskResult> results = new ArrayList<>(report.results());
    results.add(new TaskResult("b", List.of(9., 7.), results.get(0).metrics(), ""));
    var doubled =
        new EvaluationReport(
            Split.TEST,
            4,
            0,
            Optional.empty(),
            Extent.endless(4),
            report.errors(),
            report.measures(),
            List.of(),
            results,
            Course.STEPS);
    assertThat(PairedDifference.of(doubled, doubled).orElseThrow().tasks()).isEqualTo(2);
    assertThat(PairedDifference.of(report, doubled).orElseThrow().tasks()).isEqualTo(2);
    assertThat(new Standings(List.of(standing("x", doubled), standing("y", doubled))).text())
        .endsWith("  names that several tasks have, so that those are not in the differences: 1\n");
  }

  @Test
  void anIntervalOnOneSideOfZeroTellsModelsApart() {
    EvaluationReport low = report(FINE, 1., 2., 3.);
    EvaluationReport high = report(ROUGH, 1.5, 2.6, 3.5);
    assertThat(PairedDifference.of(low, high).orElseThrow().ruling())
        .isEqualTo(PairedDifference.Ruling.WORSE);
    assertThat(PairedDifference.of(high, low).orElseThrow().ruling())
        .isEqualTo(PairedDifference.Ruling.BETTER);
    assertThat(PairedDifference.of(low, low).orElseThrow().ruling())
        .isEqualTo(PairedDifference.Ruling.OPEN);
    assertThat(PairedDifference.of(low, report(FINE, null, null, null))).isEmpty();
  }

  @Test
  void modelsStandBelowEachOther() {
    var standings =
        new Standings(
            List.of(
                standing("runs/first", report(ROUGH, 1., 2., null, 4.)),
                standing("runs/b", report(FINE, .5, 1.5, 3., 3.5))));
    assertThat(standings.text().lines())
        .containsExactly(
            "Query error on 3 test tasks after the last inner step, mean and 95 % interval",
            "",
            "  run            learner           steps  error               accuracy            ms a task",
            "  runs/first     maml                  1  0.5000 ± 0.040      50.0 ± 4.0 %        1.25",
            "    not adapted                        0  2.000 ± 0.10        20.0 ± 1.0 %",
            "    not trained                        1  1.500 ± 0.10        150.0 ± 10.0 %",
            "  runs/b         maml                  1  0.2500 ± 0.020      25.0 ± 2.0 %        1.25",
            "    not adapted                        0  2.000 ± 0.10        20.0 ± 1.0 %",
            "    not trained                        1  1.500 ± 0.10        150.0 ± 10.0 %",
            "",
            "Difference from runs/first on the tasks that count for both, mean and 95 % interval",
            "",
            "  run                              tasks  error               accuracy            by error",
            "  runs/b                               3  -0.5000 ± 0.0       +5.0 ± 0.0 points   better",
            "",
            "  left out of runs/first, their error not being finite: 1 trained, 0 not trained");
  }

  @Test
  void partsOfAMixtureStandBelow() {
    EvaluationReport report = report(ROUGH, 1., 2.);
    EvaluationReport easy = report(new Estimate(.125, .01), .5, .5);
    var parts = List.of(new Comparison.Part("easy", .5, easy, report));
    var standing = new Standing("runs/a", "anil", new Comparison(4, report, report, parts), 1);
    String text = new Standings(List.of(standing, standing)).text();
    assertThat(text.lines())
        .contains(
            "Of the part easy: Query error on 2 test tasks after the last inner step, mean and"
                + " 95 % interval")
        .filteredOn(line -> line.startsWith("  runs/a"))
        .hasSize(6)
        .filteredOn(line -> line.contains("0.1250 ± 0.010"))
        .hasSize(2);
    var trees = new Standings(List.of(standing, standing)).trees();
    assertThat(trees.get(0)).doesNotContainKey("differences_of_parts");
    assertThat((List<?>) trees.get(1).get("differences_of_parts")).hasSize(1);
  }
}
