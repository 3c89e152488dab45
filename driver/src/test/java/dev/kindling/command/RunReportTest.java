package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.evaluation.Estimate;
import dev.kindling.report.PageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that a run leaves, and that {@code kindling report} makes anew. */
class RunReportTest {
  private static final String SHORT =
      """
      training: {steps: 4, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 6, steps: 2, every: 2}
      """;
  private static final String IMAGES =
      "tasks: {kind: glyphs, ways: 3, queries: 2, side: 8}\nmodel: {hidden: [8]}\n" + SHORT;
  private static final String USERS = "tasks: {kind: users}\nmodel: {hidden: [8]}\n" + SHORT;

  @TempDir private Path directory;

  private Path run(String name) {
    return directory.resolve(name);
  }

  private Outcome train(String name, String configuration, String... settings) throws IOException {
    Path file = Files.writeString(directory.resolve(name + ".yaml"), configuration);
    List<String> arguments = new ArrayList<>(List.of("train", file.toString()));
    arguments.addAll(List.of("--output", run(name).toString()));
    List.of(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return Commands.run(arguments.toArray(String[]::new));
  }

  private PageText trained(String name, String configuration, String... settings)
      throws IOException {
    Outcome outcome = train(name, configuration, settings);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.error()).contains("report in " + run(name).resolve("report.html"));
    return page(run(name).resolve("report.html"));
  }

  private static PageText page(Path file) throws IOException {
    var page = new PageText(Files.readString(file));
    page.requireSound();
    return page;
  }

  private JsonNode json(String name, String file) throws IOException {
    return new ObjectMapper().readTree(run(name).resolve(file).toFile());
  }

  /** A row of the baselines, from what the run printed. */
  private static String row(JsonNode judged, int step) {
    String error =
        new Estimate(
                judged.get("error").get(step).asDouble(),
                judged.get("interval").get(step).asDouble())
            .text();
    return judged.has("accuracy")
        ? error
            + " "
            + new Estimate(
                    judged.get("accuracy").get(step).asDouble(),
                    judged.get("accuracy_interval").get(step).asDouble())
                .percentText()
        : error;
  }

  @Test
  void imagesAreShownWithWhatTheModelTakesThemFor() throws IOException {
    PageText page = trained("images", IMAGES, "training.sums=half-precision");
    JsonNode evaluation = json("images", "result.json").get("best").get("evaluation");
    assertThat(page.text())
        .contains("trained, adapted 2 " + row(evaluation.get("trained"), 2))
        .contains("trained, not adapted 0 " + row(evaluation.get("trained"), 0))
        .contains("untrained, adapted 2 " + row(evaluation.get("untrained"), 2))
        .contains("learner maml, model mlp, tasks of kind glyphs")
        .contains("Validation: answered right", "Training loss", "Where the time went")
        .contains("Configuration, every setting", "kind: glyphs", "sums: half-precision");
    assertThat(page.count("<img src=\"data:image/png;base64,iVBOR")).isEqualTo(4 * (3 + 6));

    int right = 0;
    for (JsonNode sample : json("images", "evaluation.json").get("samples")) {
      right += sample.get("right").get(2).asInt();
    }
    assertThat(page.count("class=\"tile right\"")).isEqualTo(right);
    assertThat(page.count(": right\"")).isEqualTo(right);
    assertThat(page.count("class=\"tile wrong\"")).isEqualTo(4 * 6 - right);
  }

  @Test
  void aSampledTaskIsAnsweredAsInspectShowsIt() throws IOException {
    trained("images", IMAGES);
    JsonNode second = json("images", "evaluation.json").get("samples").get(1);
    Outcome shown = Commands.run("inspect", run("images").toString(), "--task=2");
    assertThat(shown.outLines()).contains("task " + second.get("task").asText());
    List<String> answers =
        shown.out().lines().filter(line -> line.matches(" +\\d+ +class.*")).toList();
    assertThat(answers).hasSize(6);
    assertThat(answers.stream().filter(line -> line.endsWith("*")))
        .hasSize(second.get("right").get(2).asInt());
  }

  @Test
  void functionsOfOneNumberAreDrawn() throws IOException {
    PageText page = trained("waves", "model: {hidden: [8]}\n" + SHORT);
    assertThat(page.text())
        .contains("before after 1 step after 2 steps true values learned from")
        .contains("learned from 10 examples; error ")
        .contains(" after 2 inner steps, ");
    JsonNode sample = json("waves", "evaluation.json").get("samples").get(0);
    assertThat(sample.get("curves")).hasSize(3);
    assertThat(sample.get("inputs")).hasSize(121);
    assertThat(sample.get("asked")).hasSize(10);
    assertThat(page.count("class=\"point truth\"")).isEqualTo(4 * 10);
  }

  @Test
  void rowsAreListed() throws IOException {
    PageText page = trained("users", USERS);
    assertThat(page.text()).contains("before adapting adapted");
    JsonNode row = json("users", "evaluation.json").get("samples").get(0).get("rows").get(0);
    assertThat(page.text())
        .contains(
            row.get("target").asText()
                + " "
                + row.get("before").asText()
                + " "
                + row.get("after").asText());
  }

  @Test
  void whatIsLearnedAtOnceHasNoCurveOverSteps() throws IOException {
    PageText page = trained("once", IMAGES + "learner: {kind: prototypical}\n");
    JsonNode evaluation = json("once", "result.json").get("best").get("evaluation");
    assertThat(page.text())
        .contains("It learns a task at once. Then it answers")
        .contains("trained at once " + row(evaluation.get("trained"), 0))
        .contains("untrained at once " + row(evaluation.get("untrained"), 0))
        .doesNotContain("not adapted");
  }

  @Test
  void theBestAndTheWorstTasksAreThoseOfTheRows() throws IOException {
    PageText page = trained("waves", "model: {hidden: [8]}\n" + SHORT);
    Path rows = directory.resolve("rows.jsonl");
    Commands.run("evaluate", run("waves").toString(), "--rows", rows.toString());
    List<JsonNode> trained = new ArrayList<>();
    for (String line : Files.readAllLines(rows)) {
      JsonNode row = new ObjectMapper().readTree(line);
      if (row.get("model").asText().equals("trained")) {
        trained.add(row);
      }
    }
    trained.sort(
        (one, other) ->
            Double.compare(
                one.get("error").get(2).asDouble(), other.get("error").get(2).asDouble()));
    String text = page.text();
    assertThat(text.substring(text.indexOf("it is best at")))
        .contains("untrained " + trained.get(0).get("task").asText());
    assertThat(text.substring(text.indexOf("it is worst at")))
        .contains("untrained " + trained.get(5).get("task").asText());
  }

  @Test
  void aPageIsMadeAnewOfWhatIsThere() throws IOException {
    PageText first = trained("waves", SHORT);
    Outcome again = Commands.run("report", run("waves").toString());
    assertThat(again.status()).as(again.error()).isZero();
    assertThat(again.out()).isEmpty();
    assertThat(again.error()).isEqualTo("report in " + run("waves").resolve("report.html") + "\n");
    assertThat(page(run("waves").resolve("report.html")).text().replaceAll("Made .*", ""))
        .isEqualTo(first.text().replaceAll("Made .*", ""));

    Files.delete(run("waves").resolve("result.json"));
    Files.delete(run("waves").resolve("evaluation.json"));
    Path elsewhere = directory.resolve("pages/waves.html");
    assertThat(Commands.run("report", run("waves").toString(), "--output=" + elsewhere).status())
        .isZero();
    assertThat(page(elsewhere).text())
        .contains("The run has not ended, or was stopped: it got to outer step 4 so far.")
        .contains("Training loss", "Validation: error", "commit")
        .doesNotContain("it is best at");
  }

  @Test
  void severalRunsShareAPage() throws IOException {
    trained("one", SHORT);
    trained("other", SHORT + "learner: {kind: anil}\n");
    Outcome unnamed = Commands.run("report", run("one").toString(), run("other").toString());
    assertThat(unnamed.status()).isEqualTo(2);
    assertThat(unnamed.complaints()).singleElement().asString().contains("needs an --output FILE");

    Path both = directory.resolve("both.html");
    Outcome outcome =
        Commands.run("report", run("one").toString(), run("other").toString(), "--output=" + both);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(page(both).text())
        .contains("2 runs Side by side")
        .contains("one maml mlp 4 ", "other anil mlp 4 ")
        .contains("Adapting to a test task: error", "kindling compare");
  }

  @Test
  void whatIsNoRunIsRefused() throws IOException {
    Outcome none = Commands.run("report", directory.resolve("none").toString());
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.complaints())
        .singleElement()
        .asString()
        .contains("the output directory of a training run is expected but");
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThat(Commands.run("report", file.toString()).status()).isIn(2, 3);
    assertThat(Commands.run("report", file.toString()).complaints()).hasSize(1);
    assertThat(Commands.run("report", "nowhere://x/y").complaints()).hasSize(1);
    trained("waves", SHORT);
    Outcome folder = Commands.run("report", run("waves").toString(), "--output=" + directory);
    assertThat(folder.status()).isEqualTo(2);
    assertThat(folder.complaints())
        .singleElement()
        .asString()
        .contains("is a folder; name another");
    Outcome elsewhere = Commands.run("report", run("waves").toString(), "--output=hdfs://x/y");
    assertThat(elsewhere.status()).isEqualTo(2);
    assertThat(elsewhere.complaints()).singleElement().asString().contains("of this machine but");
    Outcome under =
        Commands.run("report", run("waves").toString(), "--output=" + file.resolve("page.html"));
    assertThat(under.status()).isEqualTo(2);
    assertThat(under.complaints()).singleElement().asString().contains("cannot be written");
  }

  @Test
  void aRunThatDivergedIsReportedAsSuch() throws IOException {
    Outcome outcome = train("away", SHORT, "learner.rate=30", "evaluation.steps=30");
    assertThat(outcome.status()).isEqualTo(6);
    assertThat(page(run("away").resolve("report.html")).text())
        .contains("This run cannot be used: training diverged: the model of step ");
  }

  /** What a run came to does not depend on whether a page of it can be written. */
  @Test
  void aRunWhosePageCannotBeWrittenIsDone() throws IOException {
    Files.createDirectories(run("blocked").resolve("report.html/taken"));
    Outcome outcome = train("blocked", SHORT);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.error())
        .containsOnlyOnce("report.html cannot be written: ")
        .contains("; the run is whole without it, and kindling report ");
    assertThat(json("blocked", "result.json").get("diverged").asBoolean()).isFalse();
    Outcome again = Commands.run("report", run("blocked").toString());
    assertThat(again.status()).isEqualTo(4);
    assertThat(again.complaints())
        .singleElement()
        .asString()
        .contains("report.html cannot be written");
  }
}
