package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every place that a user may name, wherever it is, gets an answer of one sentence. */
class ForeignUriTest {
  private static final int USAGE = 2;
  private static final int DATA = 3;
  private static final int CLUSTER = 5;

  @TempDir private static Path directory;

  /** Names of nothing: no such scheme or host, no directories, nobody listens, no name at all. */
  private static final List<String> NOWHERE =
      List.of(
          "http://localhost:1/x",
          "https://localhost:1/x",
          "ftp://localhost:1/x",
          "sftp://localhost:1/x",
          "s3a://bucket/x",
          "file://host/x",
          "hdfs:///x",
          "hdfs://no.such.host.invalid/x",
          "webhdfs://localhost:1/x",
          "har:///x",
          "viewfs://a/b",
          "moon:///x",
          "//x/y",
          "a:b",
          ":",
          "file:",
          "",
          "/dev/null",
          "/dev/null/x");

  private static final List<String> COMMANDS =
      List.of(
          "inspect URI",
          "evaluate URI",
          "store compact URI",
          "store prune URI --keep 1",
          "train small.yaml --output URI --master local[1]",
          "import images URI --store made",
          "import images pictures --store URI",
          "import images pictures --append --store URI",
          "import table URI --format csv --task-key a --features b --target c --store made"
              + " --master local[1]",
          "import table table.csv --format csv --task-key a --features b --target c --store URI"
              + " --master local[1]",
          "explain small.yaml --set tasks.kind=episodes --set tasks.uri=URI",
          "explain small.yaml --set tasks.kind=stored --set tasks.uri=URI");

  static Stream<Arguments> everyCommandEverywhere() {
    return COMMANDS.stream()
        .flatMap(command -> NOWHERE.stream().map(uri -> Arguments.of(command, uri)));
  }

  @ParameterizedTest
  @MethodSource("everyCommandEverywhere")
  void aPlaceThatIsNoneIsRefusedBySentence(String command, String uri) throws IOException {
    Commands.small(directory);
    Files.createDirectories(directory.resolve("pictures/a"));
    Files.writeString(directory.resolve("table.csv"), "a,b,c\n1,2,3\n1,2,4\n1,2,5\n1,3,4\n");
    String[] arguments =
        Stream.of(command.split(" ", -1)).map(word -> placed(word, uri)).toArray(String[]::new);

    Outcome outcome = Commands.run(arguments);

    assertThat(outcome.status()).as(outcome.error()).isIn(USAGE, DATA, CLUSTER);
    assertThat(outcome.complaints()).as(outcome.error()).hasSize(1);
    assertThat(outcome.error()).doesNotContain("\tat ", "Exception:");
  }

  private static String placed(String word, String uri) {
    return switch (word) {
      case "small.yaml", "pictures", "made", "table.csv" -> directory.resolve(word).toString();
      default -> word.replace("URI", uri);
    };
  }
}
