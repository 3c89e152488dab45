package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.store.ExampleContents;
import dev.kindling.store.ExamplePart;
import dev.kindling.store.Fractions;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage that two executors meet, each in a process of its own, is counted by their driver. */
@LaunchesProcesses
class DamageOnExecutorsTest {
  private static final int DATA = 3;
  private static final int FIRST_PAYLOAD = 40;

  @TempDir private Path directory;

  @Test
  void twoExecutorsNameARecordOnceAndCountTogether() throws IOException {
    String store = damagedStore();

    Outcome passed = train(store, 2).succeeded();
    assertThat(passed.json().get("damaged_records").get("count").asInt()).isEqualTo(2);
    assertThat(passed.error().lines().filter(line -> line.startsWith("passed over record")))
        .hasSize(2)
        .doesNotHaveDuplicates();

    Outcome stopped = train(store, 1);
    assertThat(stopped.status()).as(stopped.toString()).isEqualTo(DATA);
    assertThat(stopped.complaints())
        .singleElement()
        .asString()
        .contains("at most 1 damaged records are allowed but record ", "is number 2");
  }

  private Outcome train(String store, int allowed) {
    String tasks =
        "tasks={kind: episodes, uri: %s, ways: 2, shots: 1, queries: 1, damaged-records: %d}";
    return Launch.in(directory)
        .run(
            "train",
            configuration().toString(),
            "--output",
            directory.resolve("run" + allowed).toString(),
            "--master",
            "local-cluster[2,1,1024]",
            "--set",
            tasks.formatted(store, allowed));
  }

  private Path configuration() {
    try {
      return Files.writeString(
          directory.resolve("small.yaml"),
          """
          model: {hidden: [4]}
          training: {steps: 20, tasks-per-step: 8, tasks-per-shard: 2}
          evaluation: {episodes: 40, steps: 1}
          """);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String damagedStore() throws IOException {
    var hadoop = new Configuration();
    String uri = directory.resolve("store").toString();
    var contents = new ExampleContents(ElementType.U8, List.of(1));
    StoreWriter writer = StoreWriter.create(uri, contents, new Fractions(.4, .3, .3), hadoop);
    List<PartResult> parts = new ArrayList<>();
    try (ExamplePart part = writer.target().openExamples(0, hadoop)) {
      for (byte i = 0; i < 30; i++) {
        part.add("class" + i, List.of(new byte[] {i}, new byte[] {0}, new byte[] {1}));
      }
      parts.add(part.finish());
    }
    writer.commit(parts, Map.of());
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      Path file = files.filter(path -> path.toString().endsWith(".examples")).findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[FIRST_PAYLOAD] ^= 1;
      bytes[FIRST_PAYLOAD + 5] ^= 1;
      Files.write(file, bytes);
    }
    return uri;
  }
}
