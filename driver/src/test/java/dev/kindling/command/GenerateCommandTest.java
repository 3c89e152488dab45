package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {

  @TempDir private Path directory;

  private Outcome generate(String... more) {
    String[] command = {"generate", more[0], "--output", directory.resolve(more[1]).toString()};
    return Commands.run(
        Stream.concat(Stream.of(command), Stream.of(more).skip(2)).toArray(String[]::new));
  }

  @Test
  void imagesAreDarkOnWhiteInClassFolders() throws IOException {
    assertThat(generate("images", "a", "--classes=3", "--examples=4").status()).isZero();
    try (Stream<Path> files = Files.walk(directory.resolve("a"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(12);
    }
    BufferedImage image = ImageIO.read(directory.resolve("a/character1-0002/003.png").toFile());
    assertThat(image.getWidth()).isEqualTo(28);
    assertThat(image.getRaster().getSample(0, 0, 0)).isEqualTo(255);
    int ink = 0;
    for (int i = 0; i < 28 * 28; i++) {
      ink += image.getRaster().getSample(i % 28, i / 28, 0) < 128 ? 1 : 0;
    }
    assertThat(ink).isBetween(20, 400);
  }

  private Set<String> readers(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file)).stream()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .collect(Collectors.toSet());
  }

  @Test
  void aSeedDecidesEveryByte() throws IOException {
    generate("table", "a.csv", "--users=5");
    generate("table", "b.csv", "--users=5");
    generate("table", "c.csv", "--users=5", "--seed=2");
    assertThat(directory.resolve("a.csv")).hasSameBinaryContentAs(directory.resolve("b.csv"));
    assertThat(Files.mismatch(directory.resolve("a.csv"), directory.resolve("c.csv")))
        .isNotNegative();
    assertThat(readers("a.csv")).hasSize(5).doesNotContainAnyElementsOf(readers("c.csv"));
  }

  @Test
  void ratingsAreOfReadersWithTheirDays() throws IOException {
    Outcome outcome = generate("table", "a.csv", "--users=5");
    assertThat(outcome.out()).contains("kindling import table", "--categorical genre");
    List<String> lines = Files.readAllLines(directory.resolve("a.csv"));
    assertThat(lines.get(0))
        .isEqualTo("user,day,genre,length,pace,humour,novelty,rating,liked,verdict");
    assertThat(lines.stream().skip(1))
        .allMatch(
            line ->
                line.matches(
                    "reader1-0000[0-4],[0-9]+,(crime|fantasy|history|travel)(,-?[0-9]\\.[0-9]{3}){4},"
                        + "-?[0-9]\\.[0-9]{2},[01],(poor|fair|good)"));
    assertThat(lines.stream().filter(line -> line.startsWith("reader1-00003")))
        .hasSizeBetween(12, 48);
  }

  @Test
  void whatIsThereStays() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "mine");
    assertRefused(generate("table", "a.csv"), "a file that is not there yet but " + file + " is");
    assertRefused(generate("images", "a.csv"), "a folder that is not there yet but " + file);
    assertRefused(generate("table", "a.csv/b"), file + " is no folder");
    assertRefused(generate("images", "b", "--classes=1"), "--classes must be between 2 and 2000");
    assertThat(file).hasContent("mine");
  }

  private static void assertRefused(Outcome outcome, String sentence) {
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
    assertThat(outcome.status()).isEqualTo(2);
  }
}
