package dev.kindling.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One word, one thing: a class is found by its name alone. */
class ClassNamesTest {

  @Test
  void everyClassNameOccursOnce() {
    assertThat(Repository.sources()).isNotEmpty();
    assertThat(repeated(Repository.sources())).isEmpty();
  }

  @Test
  void aNameThatOccursTwiceIsFound(@TempDir Path directory) throws IOException {
    Path one = planted(directory, "main/here/Twin.java");
    Path other = planted(directory, "test/there/Twin.java");
    Path only = planted(directory, "main/here/Only.java");

    assertThat(repeated(List.of(one, only, other)))
        .containsExactly(Map.entry("Twin.java", List.of(one, other)));
  }

  @Test
  void packagesMayAllBeDescribed(@TempDir Path directory) throws IOException {
    assertThat(
            repeated(
                List.of(
                    planted(directory, "here/package-info.java"),
                    planted(directory, "there/package-info.java"))))
        .isEmpty();
  }

  private static Path planted(Path directory, String file) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.createFile(path);
  }

  /** The names of the files that hold a class of the same name, and where they lie. */
  private static Map<String, List<Path>> repeated(List<Path> sources) {
    Map<String, List<Path>> byName =
        sources.stream()
            .filter(path -> !path.endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(
                    path -> path.getFileName().toString(), TreeMap::new, Collectors.toList()));
    byName.values().removeIf(files -> files.size() == 1);
    return byName;
  }
}
