package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.adapt.Adapter;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.task.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of numbers: the waves that a run learns from unless it is told otherwise. */
class PredictCommandTest {
  @TempDir private static Path trained;
  private static TrainedRun run;
  private static TaskAnswers judged;

  @TempDir private Path directory;

  @BeforeAll
  static void train() {
    run = TrainedRun.of(trained);
    judged = run.judged(1).get(0);
  }

  private String file(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), Arrays.asList(lines)).toString();
  }

  private static String[] csv(Examples examples, String header, String format) {
    float[] x = examples.features().floats();
    float[] y = examples.targets().floats();
    List<String> lines = new ArrayList<>();
    if (!header.isEmpty()) {
      lines.add(header);
    }
    for (int i = 0; i < examples.count(); i++) {
      lines.add(format.formatted(Float.toString(x[i]), Float.toString(y[i]), i));
    }
    return lines.toArray(String[]::new);
  }

  private String support() throws IOException {
    return file("support.csv", csv(judged.task().support(), "x,y", "%s,%s"));
  }

  private String query() throws IOException {
    return file("query.csv", csv(judged.task().query(), "y,point,x", "%2$s,p%3$d,%1$s"));
  }

  private static Outcome predict(String support, String query, String... more) {
    return Commands.run(
        Stream.concat(
                Stream.of("predict", run.model(), "--support", support, "--query", query),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private static float[] numbers(List<String> lines) {
    float[] numbers = new float[lines.size() - 1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(lines.get(i + 1).split(",", -1)[1]);
    }
    return numbers;
  }

  @Test
  void itSaysWhatAnEvaluationAndAnAdapterSay() throws IOException {
    Outcome outcome = predict(support(), query());

    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.outLines().get(0)).isEqualTo("point,predicted");
    assertThat(outcome.outLines().get(3)).startsWith("p2,");
    assertThat(numbers(outcome.outLines())).containsExactly(TrainedRun.scores(judged));
    try (Adapter adapter = Adapter.load(Path.of(run.model()))) {
      float[] direct =
          adapter.adapt(judged.task().support()).predict(judged.task().query().features()).scores();
      assertThat(numbers(outcome.outLines())).containsExactly(direct);
    }
    double error = judged.errors().get(judged.errors().size() - 1);
    String told = outcome.error().replaceAll("(?s)mean squared error ([^ ]*) of 10 .*", "$1");
    assertThat(Double.parseDouble(told)).isCloseTo(error, Offset.offset(1e-4));
  }

  @Test
  void jsonAndOtherLocalesSayTheSame() throws IOException {
    String json =
        file(
            "s.jsonl",
            csv(judged.task().support(), "", "{\"y\": [%2$s], \"more\": null, \"x\": [[%1$s]]}"));
    String asked =
        file("q.json", csv(judged.task().query(), "", "{\"x1\": %1$s, \"y\": \"?%2$s\"}"));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Outcome fromCsv = predict(support(), asked);
      assertThat(fromCsv.status()).as(fromCsv.error()).isZero();
      assertThat(fromCsv.outLines().get(1)).startsWith("1,");
      assertThat(fromCsv.error()).doesNotContain("error");
      assertThat(numbers(fromCsv.outLines())).containsExactly(TrainedRun.scores(judged));
      assertThat(predict(json, asked).out()).isEqualTo(fromCsv.out());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aFileIsWrittenWholeAndNeverOverwritten() throws IOException {
    Path output = directory.resolve("new/answers.csv");
    Outcome outcome = predict(support(), query(), "--output", output.toString());

    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(Files.readString(output)).isEqualTo(predict(support(), query()).out());
    assertRefused(
        predict(support(), query(), "--output", output.toString()), 2, "is not there yet");
    String bad = file("bad.csv", "x", "one");
    String none = directory.resolve("none.csv").toString();
    assertRefused(predict(support(), bad, "--output", none), 3, "row 1 of " + bad);
    assertThat(Path.of(none)).doesNotExist();
    try (Stream<Path> files = Files.list(output.getParent())) {
      assertThat(files).containsExactly(output);
    }
  }

  @Test
  void linesOfJsonEndWithOneOnAllOfThem() throws IOException {
    List<String> lines = predict(support(), query(), "--json", "--steps=0").outLines();

    assertThat(lines).hasSize(judged.task().query().count() + 1);
    float unadapted = judged.steps().get(0).score(0, 0);
    assertThat(lines.get(0)).isEqualTo("{\"point\":\"p0\",\"predicted\":%s}".formatted(unadapted));
    assertThat(lines.get(lines.size() - 1))
        .startsWith("{\"summary\":{\"examples\":10,\"judged\":10,\"mean_squared_error\":");
  }

  private static void assertRefused(Outcome outcome, int status, String sentence) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(status);
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,y           | 3 | support examples are expected but there are none in",
        "x,z;1,2       | 3 | row 1 of %s has no y, which a support example must tell",
        "x,y;1,2;NaN,3 | 3 | row 2 of %s: finite numbers are expected but number 1 is NaN",
        "x,y;1,2;2,NA  | 3 | row 2 of %s has no y",
        "x,y;1,2;a,3   | 3 | row 2 of %s: a number is expected in x1 but it is a",
        "x,y;1,2;3     | 3 | row 2 of %s: 2 cells are expected",
        "z,y;1,2       | 3 | row 1 of %s: the column x1 is expected but the columns are [z, y]",
        "x1,x2,y;1,2,3 | 3 | row 1 of %s: 1 numbers are expected, of shape [1], but there is x2 too",
        "x,y;1e39,2    | 3 | row 1 of %s: a number of single precision is expected",
        "x,x;1,2       | 3 | names of columns are expected to differ",
      })
  void badSupportEndsWithOneSentence(String lines, int status, String sentence) throws IOException {
    String bad = file("bad.csv", lines.split(";"));

    assertRefused(predict(bad, query()), status, sentence.formatted(bad));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'x': 1, 'y': 2}{  | row 1 of %s: an object of JSON is expected on each line but one is none",
        "[1, 2]             | row 1 of %s: an object of JSON is expected on each line but there is a list",
        "{'x': NaN, 'y': 2} | row 1 of %s: an object of JSON is expected on each line but one is none",
        "{'x': 1, 'x': 2}   | row 1 of %s: an object of JSON is expected on each line but one is none",
        "{'x': {'a': 1}}    | row 1 of %s: a number, a text, true, false or null is expected in x",
      },
      quoteCharacter = '~')
  void badJsonEndsWithOneSentence(String line, String sentence) throws IOException {
    String bad = file("bad.json", line.replace('\'', '"'));

    assertRefused(predict(bad, query()), 3, sentence.formatted(bad));
  }

  @Test
  void whatCannotBeReadEndsWithOneSentence() throws IOException {
    String empty = file("empty.csv");
    assertRefused(predict(support(), empty), 3, "a line of names is expected first in");
    assertRefused(predict(support(), file("header.csv", "x")), 3, "query examples are expected");
    String gone = directory.resolve("gone.csv").toString();
    assertRefused(predict(gone, query()), 2, "correct the path");
    String folder = Files.createDirectory(directory.resolve("folder.csv")).toString();
    assertRefused(predict(folder, query()), 2, "is a folder; name a file");
    assertRefused(predict(support(), query(), "--format=images"), 2, "give csv or json");
    assertRefused(predict(support(), query(), "--format=parquet"), 2, "are read from csv or json");
    assertRefused(predict(support(), query(), "--key=name"), 2, "name one of these with --key");
    assertRefused(predict(support(), query(), "--steps=-1"), 2, "--steps must be from 0");
    assertRefused(predict(support(), query(), "--part=a"), 2, "leave --part out");
    String many = Stream.generate(() -> "1,2").limit(700).reduce("x,y", (a, b) -> a + "\n" + b);
    assertRefused(predict(file("many.csv", many), query()), 3, "a task has 700 support examples");
    String zipped = file("cut.csv.gz", "no gzip");
    assertRefused(predict(zipped, query()), 3, "cannot be decompressed");
  }

  @Test
  void whatIsNoModelEndsWithOneSentence() throws IOException {
    Path damaged = directory.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(Path.of(run.model(), "model.safetensors"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(damaged, bytes);
    for (String wrong : List.of(damaged.toString(), support())) {
      assertRefused(
          Commands.run("predict", wrong, "--support", support(), "--query", query()),
          3,
          "cannot be read as a model");
    }
    assertRefused(
        Commands.run("predict", directory + "/no", "--support", support(), "--query", query()),
        2,
        "does not exist");
    assertRefused(
        Commands.run(
            "predict", run.output().toString(), "--support", support(), "--query", query()),
        2,
        "has its model in " + run.model());
    assertThat(predict(support(), query()).status()).isZero();
    String byFile = run.model() + "/model.safetensors";
    assertThat(Commands.run("predict", byFile, "--support", support(), "--query", query()).out())
        .isEqualTo(predict(support(), query()).out());
  }
}
