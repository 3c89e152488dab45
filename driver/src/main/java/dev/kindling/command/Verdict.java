package dev.kindling.command;

import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.Divergence;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.evaluation.Standings;
import dev.kindling.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say of a run beside how its best model was judged.
 *
 * @param lastStep of the run, which may have gone on after its best
 * @param why the model of the comparison's step was judged
 * @param lastValidation how the model of the last step did, if that is known
 * @param beside the model first, then its baselines, if it has any
 */
record Verdict(
    long lastStep,
    String why,
    Optional<EvaluationReport> lastValidation,
    Comparison comparison,
    JudgedOn judged,
    Optional<Standings> beside) {

  /** The table, of which tasks it is, and whose where that is not the last step. */
  String text() {
    String text = comparison.text() + judged.text() + besideText();
    if (comparison.step() == lastStep) {
      return text;
    }
    return "%s%n  judged is the model of step %d, %s, of a run of %d steps%n"
        .formatted(text, comparison.step(), why, lastStep);
  }

  private String besideText() {
    return beside
        .map(standings -> "%nBeside its baselines: ".formatted() + standings.text())
        .orElse("");
  }

  /** For JSON. */
  List<Map<String, Object>> baselines() {
    return beside.map(Standings::others).orElse(List.of());
  }

  void requireUseful() {
    divergence()
        .ifPresent(
            fault -> {
              throw fault;
            });
  }

  /** A fault when training went astray; nothing when something came of it that can be used. */
  Optional<Fault> divergence() {
    EvaluationReport untrained = comparison.untrained();
    Optional<Fault> best =
        Divergence.of(comparison.trained(), untrained)
            .map(
                what ->
                    Fault.diverged(
                        "training diverged: the model of step %d %s; %s"
                            .formatted(
                                comparison.step(),
                                what,
                                Divergence.advice(comparison.trained(), untrained))));
    return best.or(() -> lastValidation.flatMap(report -> divergenceOfLast(report, untrained)));
  }

  private Optional<Fault> divergenceOfLast(EvaluationReport last, EvaluationReport untrained) {
    return Divergence.of(last, untrained)
        .map(
            what ->
                Fault.diverged(
                    "training diverged: the model of the last step, %d, %s; that of step %d can be used; %s"
                        .formatted(
                            lastStep,
                            what,
                            comparison.step(),
                            Divergence.advice(last, untrained))));
  }
}
