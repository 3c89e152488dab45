package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kindling.evaluation.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of a run, in sentences. */
record Words(RunFiles run) {

  /** What was trained, in a line; empty where there is no configuration. */
  String subject() {
    String learner = run.kind("learner").map(kind -> "learner " + kind).orElse("");
    String model = run.kind("model").map(kind -> "model " + kind).orElse("");
    String tasks = run.kind("tasks").map(kind -> "tasks of kind " + kind).orElse("");
    return Stream.of(learner, model, tasks)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** From what was judged to what it does not say. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (run.isJudged()) {
      sentences.add(judged());
      sentences.add(result());
      before().ifPresent(sentences::add);
      leftOut().ifPresent(sentences::add);
    } else if (run.result().isObject()) {
      sentences.add("The run ended, but its model was judged on no tasks that it had not seen.");
    }
    sentences.addAll(course());
    return sentences;
  }

  private String judged() {
    long last = run.result().path("last").path("step").asLong(run.judgedStep());
    long step = run.judgedStep();
    String model =
        step == last
            ? "The model was trained for " + Shown.count(step, "outer step")
            : "The best model by validation, of outer step %s of %s,"
                .formatted(Shown.count(step), Shown.count(last));
    String and = step == last ? " and judged on " : " was judged on ";
    return model + and + tasks() + " that it had not learned from.";
  }

  /** How many tasks count, and of how many where they can be counted. */
  String tasks() {
    JsonNode trained = run.trained().tree();
    String split = run.comparison().path("split").asText("test");
    long episodes = trained.path("episodes").asLong();
    JsonNode available = trained.path("available");
    return available.isNumber() && available.asLong() > episodes
        ? "%s of %s %s tasks"
            .formatted(Shown.count(episodes), Shown.count(available.asLong()), split)
        : Shown.count(episodes, split + " task");
  }

  private String result() {
    String measure = run.trained().chief();
    String when =
        run.isAtOnce()
            ? "It learns a task at once. Then it"
            : "After " + Shown.count(run.trained().innerSteps(), "inner step") + " it";
    String trained = Shown.estimate(measure, run.trained().last(measure));
    String untrained = Shown.estimate(measure, run.untrained().last(measure));
    return measure.equals(Shown.ACCURACY)
        ? "%s answers %s of the query examples right; the same model untrained answers %s."
            .formatted(when, trained, untrained)
        : "%s has a mean error of %s on the query examples; the same model untrained has %s."
            .formatted(when, trained, untrained);
  }

  private Optional<String> before() {
    String measure = run.trained().chief();
    if (run.isAtOnce() || run.trained().innerSteps() == 0) {
      return Optional.empty();
    }
    Estimate first = run.trained().estimates(measure).get(0);
    return Optional.of(
        "Before the first inner step it is at %s.".formatted(Shown.estimate(measure, first)));
  }

  private Optional<String> leftOut() {
    long failed = run.trained().tree().path("engine_failures").path("count").asLong();
    long skipped = run.trained().tree().path("skipped").asLong() - failed;
    long damaged = run.trained().tree().path("damaged").asLong();
    List<String> parts = new ArrayList<>();
    if (skipped > 0) {
      parts.add("%s with an error that is not finite".formatted(Shown.count(skipped, "task")));
    }
    if (failed > 0) {
      parts.add("%s on which the engine failed".formatted(Shown.count(failed, "task")));
    }
    if (damaged > 0) {
      parts.add("%s that cannot be read".formatted(Shown.count(damaged, "task")));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("Left out are " + String.join(" and ", parts) + ".");
  }

  /** Where the run itself stands, if that is not at the end. */
  private List<String> course() {
    long last = run.metrics().lastStep();
    if (run.result().isMissingNode()) {
      return List.of(
          last == 0
              ? "The run has not ended, and has said nothing of its steps so far."
              : "The run has not ended, or was stopped: it got to outer step %s so far."
                  .formatted(Shown.count(last)));
    }
    long ended = run.result().path("last").path("step").asLong();
    return last > ended
        ? List.of(
            "The run went on after it was judged, to outer step %s so far."
                .formatted(Shown.count(last)))
        : List.of();
  }
}
