package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * All of one run.
 *
 * @param prefix what its names on the page begin with
 * @param level of the headings of its sections
 */
record RunView(RunFiles run, String prefix, int level) {

  void add(Markup out) {
    summary(out);
    if (run.isJudged()) {
      section(out, "How it learns a task", new AdaptationSection(run, prefix)::add);
    }
    var samples = new SampleSection(run, prefix, "h" + (level + 1));
    if (!samples.isEmpty()) {
      section(out, "Tasks and answers", samples::add);
    }
    var training = new TrainingSection(run, prefix);
    if (!training.isEmpty()) {
      section(out, "How training went", training::add);
    }
    var ranked = new RankedSection(run, prefix);
    if (!ranked.isEmpty()) {
      section(out, "Best and worst tasks", ranked::add);
    }
    if (training.hasTime()) {
      section(out, "Where the time went", training::addTime);
    }
    section(out, "How it was made", new OriginSection(run)::add);
  }

  private void section(Markup out, String heading, Consumer<Markup> content) {
    out.open("section").element("h" + level, heading).line();
    content.accept(out);
    out.close("section").line();
  }

  private void summary(Markup out) {
    var words = new Words(run);
    out.open("section", "class", "summary");
    if (!words.subject().isEmpty()) {
      out.element("p", words.subject(), "class", "subject");
    }
    JsonNode divergence = run.evaluation().path("divergence");
    boolean diverged = run.result().path("diverged").asBoolean() || divergence.isTextual();
    if (diverged) {
      String why = divergence.asText("training diverged");
      out.element("p", "✗ This run cannot be used: " + why + ".", "class", "alarm");
    }
    out.element("p", String.join(" ", words.sentences()), "class", "lede").line();
    run.troubles().forEach(trouble -> out.element("p", "Note: " + trouble + ".", "class", "note"));
    facts(out);
    out.close("section").line();
  }

  private void facts(Markup out) {
    MetricLines metrics = run.metrics();
    if (metrics.lastStep() == 0) {
      return;
    }
    out.open("dl", "class", "facts").line();
    fact(out, "outer steps", Shown.count(metrics.lastStep()));
    fact(out, "tasks learned from", Shown.count(metrics.tasks()));
    if (metrics.total() > 0) {
      fact(out, "tasks a second", Shown.count(Math.round(speed())));
      fact(out, "time in steps", Shown.seconds(metrics.total()));
    }
    JsonNode peak = run.result().path("peak_mb");
    if (peak.isNumber()) {
      fact(out, "most memory", Shown.count(peak.asLong()) + " MB");
    }
    if (metrics.skipped() > 0) {
      fact(out, "tasks skipped", Shown.count(metrics.skipped()));
    }
    out.close("dl").line();
  }

  /** As the run itself said it when it ended, the first step aside. */
  private double speed() {
    MetricLines metrics = run.metrics();
    return run.result().path("tasks_per_s").asDouble(metrics.tasks() / metrics.total());
  }

  private static void fact(Markup out, String what, String value) {
    out.open("div").element("dt", what).element("dd", value).close("div");
  }
}
