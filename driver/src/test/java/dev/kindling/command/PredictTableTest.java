package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.form.TableForm;
import dev.kindling.form.Unseen;
import dev.kindling.metric.Answers;
import dev.kindling.task.Examples;
import dev.kindling.task.Key;
import dev.kindling.trained.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a table with words, holes and named classes. */
class PredictTableTest {
  private static final List<String> CLASSES = List.of("maybe", "no", "yes");

  @TempDir private static Path trained;
  private static TrainedRun run;
  private static TaskAnswers judged;

  /** Price and city by the features that they become. */
  private static final Map<String, String[]> CELLS = new HashMap<>();

  @TempDir private Path directory;

  @BeforeAll
  static void train() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,when,price,city,y"));
    List<String[]> cells = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String price = i % 9 == 4 ? "NA" : Double.toString(Key.of(i).normal(0));
      String city = i % 7 == 0 ? "" : "c, " + i % 3;
      cells.add(new String[] {price, city});
      lines.add(
          "user%d,%d,%s,\"%s\",%s".formatted(i % 40, i, price, city, CLASSES.get((i / 40) % 3)));
    }
    Path table = Files.write(trained.resolve("table.csv"), lines);
    Path store = trained.resolve("store");
    String command =
        "import table %s --format=csv --task-key=user --features=price --categorical=city --target=y --classes=named --time=when --split=0.6,0.2,0.2 --master=local[2] --store=%s";
    Outcome imported = Commands.run(command.formatted(table, store).split(" "));
    assertThat(imported.status()).as(imported.error()).isZero();
    run =
        TrainedRun.of(
            trained,
            "--set",
            "tasks={kind: stored, uri: \"%s\", support: 5, query: 5}".formatted(store));
    judged = run.judged(1).get(0);
    var form = (TableForm) ModelFile.read(Path.of(run.model())).description().form();
    var reading = form.reading(Unseen.REFUSED);
    for (String[] row : cells) {
      float[] features = reading.features(Map.of("price", row[0], "city", row[1]));
      CELLS.put(Arrays.toString(features), row);
    }
  }

  private static String[] cells(Examples examples, int row) {
    float[] all = examples.features().floats();
    return CELLS.get(Arrays.toString(Arrays.copyOfRange(all, row * 2, row * 2 + 2)));
  }

  private String file(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines).toString();
  }

  private String csv(String name, Examples examples) throws IOException {
    List<String> lines = new ArrayList<>(List.of("city,extra,y,price"));
    for (int i = 0; i < examples.count(); i++) {
      String[] cells = cells(examples, i);
      String y = CLASSES.get((int) examples.targets().floats()[i]);
      lines.add("\"%s\",\"e \"\"%d\"\"\",%s,%s".formatted(cells[1], i, y, cells[0]));
    }
    return file(name, lines);
  }

  private String json(String name, Examples examples) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < examples.count(); i++) {
      String[] cells = cells(examples, i);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("extra", "e \"%d\"".formatted(i));
      row.put("price", cells[0].equals("NA") ? null : (Object) Double.valueOf(cells[0]));
      row.put("city", cells[1].isEmpty() ? null : cells[1]);
      row.put("y", CLASSES.get((int) examples.targets().floats()[i]));
      lines.add(JsonLine.of(row));
    }
    return file(name, lines);
  }

  private static Outcome predict(String support, String query, String... more) {
    List<String> all =
        new ArrayList<>(List.of("predict", run.model(), "--support", support, "--query", query));
    all.addAll(List.of(more));
    return Commands.run(all.toArray(String[]::new));
  }

  @Test
  void classesAreNamedAndProbableAsAnEvaluationSays() throws IOException {
    Examples query = judged.task().query();
    String support = csv("support.csv", judged.task().support());
    Outcome outcome = predict(support, csv("query.csv", query));

    assertThat(outcome.status()).as(outcome.error()).isZero();
    List<String> lines = outcome.outLines();
    assertThat(lines.get(0))
        .isEqualTo("extra,predicted,probability of maybe,probability of no,probability of yes");
    Answers answers = judged.steps().get(judged.steps().size() - 1);
    for (int i = 0; i < query.count(); i++) {
      String expected = "\"e \"\"%d\"\"\",%s".formatted(i, CLASSES.get(answers.chosen(i)));
      for (int output = 0; output < 3; output++) {
        expected += "," + answers.probability(i, output);
      }
      assertThat(lines.get(i + 1)).isEqualTo(expected);
    }
    assertThat(outcome.error()).contains("accuracy ").contains(" of 5 query examples");
    Outcome fromJson = predict(json("s.json", judged.task().support()), json("q.json", query));
    assertThat(fromJson.status()).as(fromJson.error()).isZero();
    assertThat(fromJson.out()).isEqualTo(outcome.out());
    Outcome byPrice = predict(support, csv("query.csv", query), "--key=price", "--json");
    assertThat(byPrice.outLines().get(0))
        .startsWith("{\"price\":\"%s\",\"predicted\":\"".formatted(cells(query, 0)[0]))
        .contains("\"probability of yes\":" + answers.probability(0, 2));
  }

  @Test
  void whatDoesNotFitTheTableEndsWithOneSentence() throws IOException {
    String support = csv("support.csv", judged.task().support());
    String strange = file("strange.csv", List.of("price,city,y", "1,Oslo,yes", "2,,no"));
    assertRefused(predict(support, strange), "row 1 of " + strange + ": a category that the model");
    assertThat(predict(support, strange, "--unseen=missing").status()).isZero();
    String missing = file("missing.csv", List.of("price,town", "1,c"));
    assertRefused(predict(support, missing), "row 1 of " + missing + ": the column city is");
    String unknown = file("unknown.csv", List.of("price,city,y", "1,,yes", "2,,never"));
    assertRefused(predict(unknown, support), "row 2 of " + unknown + ": one of the classes");
    assertThat(predict(support, unknown).error()).contains("of 1 query examples; of 1 nothing");
    String alike = file("alike.csv", List.of("price,city,y", "1,,yes", "2,,yes"));
    assertRefused(predict(alike, support), "are of the class yes; add some of another");
    String word = file("word.csv", List.of("price,city,y", "1,,yes", "2,,no", "dear,,no"));
    assertRefused(
        predict(word, support),
        "row 3 of " + word + ": a number is expected in price but it is dear");
  }

  private static void assertRefused(Outcome outcome, String sentence) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(3);
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
    assertThat(outcome.out()).isEmpty();
  }
}
