package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an executor reads ahead is of use only if it gets those shards. */
@LaunchesProcesses
class StickyShardsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String CONFIGURATION =
      """
      model: {hidden: [8]}
      training: {steps: 30, tasks-per-step: 4, tasks-per-shard: 1}
      evaluation: {episodes: 4, steps: 1, every: 0}
      """;

  @TempDir private Path directory;

  @Tag("long")
  @Test
  void aPartOfAStepIsAtTheExecutorThatHadItBefore() throws IOException {
    Path events = Files.createDirectory(directory.resolve("events"));
    Path file = Files.writeString(directory.resolve("small.yaml"), CONFIGURATION);
    String output = directory.resolve("run").toString();
    Launch.in(directory)
        .adding("-Dspark.kindling.seats=false")
        .adding("-Dspark.eventLog.enabled=true")
        .adding("-Dspark.eventLog.dir=" + events.toUri())
        .run("train", file.toString(), "--output", output, "--master", "local-cluster[2,1,1024]")
        .succeeded();
    List<JsonNode> tasks = tasks(events);
    assertThat(tasks).hasSizeGreaterThan(60);
    Map<Integer, Integer> latest = new HashMap<>();
    int moved = 0;
    for (JsonNode task : tasks) {
      int executor = task.get("Executor ID").asInt();
      Integer before = latest.put(task.get("Index").asInt(), executor);
      moved += before != null && before != executor ? 1 : 0;
    }
    assertThat(moved).isLessThan(tasks.size() / 10);
  }

  private static List<JsonNode> tasks(Path events) throws IOException {
    try (Stream<Path> files = Files.list(events)) {
      return Files.readAllLines(files.findFirst().orElseThrow()).stream()
          .map(StickyShardsTest::event)
          .filter(event -> event.get("Event").asText().equals("SparkListenerTaskEnd"))
          .map(event -> event.get("Task Info"))
          .toList();
    }
  }

  private static JsonNode event(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
