package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTasksTest {
  @TempDir private Path directory;

  private String configuration(String tasks) throws IOException {
    return Files.writeString(directory.resolve("run.yaml"), "tasks: {" + tasks + "}").toString();
  }

  private static Task line() {
    return new Task("line", points(0, 5, 10), points(2.5f, Float.NaN), "test");
  }

  /** Points of the line from (0, -1) to (10, 3). */
  private static Examples points(float... xs) {
    float[] ys = new float[xs.length];
    for (int i = 0; i < xs.length; i++) {
      ys[i] = -1 + 0.4f * xs[i];
    }
    return Examples.of(HostTensor.of(xs, xs.length, 1), HostTensor.of(ys, ys.length, 1));
  }

  @Test
  void numbersThatFollowFromOneNumberArePlotted() {
    List<String> lines = Plot.of(line()).text().lines().toList();

    assertThat(lines).hasSize(23);
    assertThat(lines.get(0)).isEqualTo("      3.00 |" + " ".repeat(71) + "o");
    assertThat(lines.get(9).indexOf('o') - 12).isBetween(35, 36);
    assertThat(lines.get(14).indexOf('.') - 12).isBetween(17, 18);
    assertThat(lines.get(19)).isEqualTo("     -1.00 |o");
    assertThat(lines.get(21).strip()).startsWith("0.00").endsWith("10.0").hasSize(72);
    assertThat(lines.stream().limit(20).flatMapToInt(String::chars).filter(c -> c == 'o'))
        .hasSize(3);
  }

  @Test
  void onePointIsInTheMiddle() {
    var task = new Task("point", points(5), points(5), "test");

    assertThat(Plot.of(task).text().lines().toList().get(9)).hasSize(12 + 37).endsWith("o");
  }

  @Test
  void aTaskOfAConfigurationIsTheSameWheneverItIsShown() throws IOException {
    String file = configuration("kind: sinusoid, support: 4, query: 30");
    Outcome first = Commands.run("inspect", file);

    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("o support, . query").doesNotContain("Settings[");
    assertThat(first.out()).containsPattern("tasks.kind +sinusoid\n");
    assertThat(Commands.run("inspect", file).out()).isEqualTo(first.out());
    assertThat(Commands.run("inspect", file, "--seed", "1").out()).isNotEqualTo(first.out());
    assertThat(Commands.run("inspect", file, "--set", "tasks.support=5").out())
        .isNotEqualTo(first.out());
  }

  @Test
  void imagesAreDrawn() throws IOException {
    String file = configuration("kind: glyphs");
    Path sheet = directory.resolve("sheet.png");

    assertThat(Commands.run("inspect", file).out()).contains("\u2588");
    assertThat(Commands.run("inspect", file, "--out", sheet.toString()).status()).isZero();
    assertThat(sheet).isNotEmptyFile();
  }

  @Test
  void whatCannotBeDrawnIsPrinted() throws IOException {
    String file = configuration("kind: users");

    assertThat(Commands.run("inspect", file).out()).contains("support", "query", "->");
  }

  @Test
  void aWrongConfigurationIsStatusTwo() throws IOException {
    Outcome outcome = Commands.run("inspect", configuration("kind: sinusoid, support: 0"));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains("tasks.support");
    assertThat(Commands.run("inspect", directory.resolve("none.yml").toString()).status())
        .isEqualTo(2);
  }

  @Test
  void optionsThatWouldDoNothingAreRefused() throws IOException {
    String file = configuration("kind: sinusoid");
    for (String[] wrong :
        List.of(
            new String[] {"inspect", file, "--verify"},
            new String[] {"inspect", file, "--store-version", "1"},
            new String[] {"inspect", file, "--size", "8x8"},
            new String[] {"inspect", directory.toString(), "--set", "tasks.ways=5"})) {
      Outcome outcome = Commands.run(wrong);
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.complaints()).singleElement().asString().contains(wrong[2], "leave it");
    }
  }
}
