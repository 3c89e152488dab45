package dev.kindling.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {

  private final Reference reference = new Reference();

  /** The repository's root. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  @Test
  void thePageIsCurrent() throws IOException {
    assertThat(Files.readString(root().resolve("docs/reference.md")))
        .as("write it anew: ./kindling reference --page > docs/reference.md")
        .isEqualTo(reference.page());
  }

  @Test
  void theSchemaIsCurrent() throws IOException {
    assertThat(Files.readString(root().resolve("docs/" + JsonSchema.FILE)))
        .as("write it anew: ./kindling reference --schema > docs/" + JsonSchema.FILE)
        .isEqualTo(JsonSchema.text());
  }

  @Test
  void allOfItNamesEveryKey() {
    String text = reference.text();
    Probe.all().forEach(probe -> assertThat(text).contains("    " + probe.key().name() + " "));
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aKeyIsToldWithAllThereIs() {
    assertThat(reference.text("optimizer.schedule.floor"))
        .isEqualTo(
            """
            optimizer.schedule.floor, of kind cosine
              The least that the rate is multiplied by.
              takes       a number from 0 to 1
              unless set  0
              example     --set optimizer.schedule.kind=cosine --set optimizer.schedule.floor=0.01

            """);
    assertThat(reference.text("scaling"))
        .contains("tasks.scaling, of kind episodes", "tasks.scaling, of kind stored")
        .contains("    unit      Unsigned bytes, as of images, are divided by 255");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training | training\\n  The outer loop.",
        "training.steps | training.steps\\n  Outer steps in all.",
        "seed | seed\\n  What all randomness comes from",
        "clip | optimizer.clip\\n",
        "glyphs | tasks of kind glyphs\\n",
        "tasks.glyphs | tasks of kind glyphs\\n",
        "tasks.glyphs.ways | tasks.ways, of kind glyphs\\n",
        "tasks | tasks of kind sinusoid, the kind unless another is chosen\\n",
        "tasks.kind | tasks of kind sinusoid, the kind",
        "schedule | optimizer.schedule of kind constant",
        "tasks.parts[1].weight | tasks.parts[].weight\\n",
        "tasks.parts[0].tasks.shots | tasks.shots, of kind glyphs\\n",
        "tasks.parts[0].tasks.parts[0].name | tasks.parts[].name\\n",
      })
  void aWordIsFound(String word, String start) {
    assertThat(reference.text(word)).startsWith(start.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "traning.steps, did you mean training.steps?",
    "glyhps, did you mean glyphs?",
    "tasks-per-stpe, did you mean tasks-per-step?",
    "wwwwwwwwwww, kindling reference lists them all"
  })
  void anUnknownWordIsNamedWithTheOneThatWasMeant(String word, String advice) {
    assertThatThrownBy(() -> reference.text(word))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind().exitStatus()).isEqualTo(2))
        .hasMessage(
            "a key or a kind of the configuration is expected but %s is none; %s"
                .formatted(word, advice));
  }
}
