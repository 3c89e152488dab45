package dev.kindling.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearnerPagesTest {
  private static final Path PAGES = ReferenceTest.root().resolve("docs").resolve("learners");

  static List<String> kinds() {
    return Kinds.names(LearnerSettings.class);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyLearnerHasAPageALineAndAnExample(String kind) throws IOException {
    assertThat(PAGES.resolve(kind + ".md")).isNotEmptyFile();
    assertThat(Files.readString(PAGES.resolve("README.md")))
        .contains("| [`%s`](%s.md) |".formatted(kind, kind));
    try (Stream<Path> examples = Files.walk(ReferenceTest.root().resolve("examples"))) {
      assertThat(examples.filter(file -> chooses(file, kind))).isNotEmpty();
    }
  }

  private static boolean chooses(Path file, String kind) {
    try {
      return file.toString().endsWith(".yaml")
          && Files.readString(file).contains("learner:\n  kind: " + kind + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
