package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.ExamplePart;
import dev.kindling.store.Fractions;
import dev.kindling.store.OpenStores;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage that executors meet is named by the driver, once a record, and counted for the run. */
class DamagedStoreTest {
  private static final int CLASSES = 30;
  private static final int RECORD_BYTES = 3 + 4;
  private static final int HEADER_BYTES = 40;

  @TempDir private Path directory;

  @BeforeEach
  void aStoreWithThreeDamagedRecords() throws IOException {
    var hadoop = new Configuration();
    String uri = directory.resolve("store").toString();
    var contents = new ExampleContents(ElementType.U8, List.of(3));
    StoreWriter writer = StoreWriter.create(uri, contents, new Fractions(.4, .3, .3), hadoop);
    List<PartResult> parts = new ArrayList<>();
    try (ExamplePart part = writer.target().openExamples(0, hadoop)) {
      for (byte i = 0; i < CLASSES; i++) {
        byte[] one = {i, 0, 0};
        part.add("class" + i, List.of(one, new byte[] {0, i, 1}, new byte[] {1, 2, i}));
      }
      parts.add(part.finish());
    }
    writer.commit(parts, Map.of());
    damage(0, 31, 62);
  }

  private void damage(int... records) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      Path file = files.filter(path -> path.toString().endsWith(".examples")).findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      for (int record : records) {
        bytes[HEADER_BYTES + record * RECORD_BYTES] ^= 1;
      }
      Files.write(file, bytes);
    }
  }

  @AfterEach
  void close() {
    EpisodeWorkers.shared().close();
    new OpenStores().close();
  }

  private Commands.Outcome train(int partitions, int allowed) throws IOException {
    String yaml =
        """
        tasks: {kind: episodes, uri: %s, ways: 2, shots: 1, queries: 1, damaged-records: %d}
        model: {hidden: [6]}
        training: {steps: 20, tasks-per-step: 8, tasks-per-shard: 2, partitions: %d}
        evaluation: {episodes: 50, steps: 1}
        """
            .formatted(directory.resolve("store"), allowed, partitions);
    Path file = Files.writeString(directory.resolve("train.yaml"), yaml);
    String output = directory.resolve("run" + partitions + "-" + allowed).toString();
    return Commands.run("train", file.toString(), "--output", output, "--master", "local[2]");
  }

  private static List<String> named(Commands.Outcome outcome) {
    return outcome.error().lines().filter(line -> line.startsWith("passed over ")).toList();
  }

  @Test
  void eachRecordIsNamedOnceWhateverThePartitions() throws IOException {
    Commands.Outcome one = train(1, 3);
    Commands.Outcome four = train(4, 3);

    assertThat(one.status()).as(one.error()).isZero();
    assertThat(four.status()).as(four.error()).isZero();
    assertThat(named(one)).hasSize(3).isEqualTo(named(four));
    for (int record : new int[] {0, 31, 62}) {
      String name = "record " + record + " of ";
      assertThat(named(one)).filteredOn(line -> line.contains(name)).hasSize(1);
      assertThat(one.lastLine()).contains(name);
    }
    assertThat(named(one).get(2))
        .contains("met by task file:" + directory.resolve("store") + "/")
        .contains("CRC32C")
        .endsWith("(3 so far, 3 allowed)");
    assertThat(one.lastLine()).contains("\"damaged_records\":{\"count\":3,\"first\":[\"record ");
  }

  @Test
  void oneMoreThanAllowedStopsTheRun() throws IOException {
    Commands.Outcome outcome = train(4, 2);

    assertThat(outcome.status()).isEqualTo(3);
    assertThat(named(outcome)).hasSize(2);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("at most 2 damaged records are allowed but record ", "is number 3");
  }

  @Test
  void anEvaluationNamesThemToo() throws IOException {
    train(1, 3);
    String model = directory.resolve("run1-3").toString();
    Commands.Outcome outcome = Commands.run("evaluate", model, "--json", "--master", "local[2]");

    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(named(outcome)).isNotEmpty();
    assertThat(outcome.lastLine())
        .contains("\"damaged_records\":{\"count\":%d,".formatted(named(outcome).size()));
  }
}
