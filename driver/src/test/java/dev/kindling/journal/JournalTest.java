package dev.kindling.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SkippedTask;
import dev.kindling.evaluation.Estimate;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.task.Split;
import dev.kindling.training.Rollback;
import dev.kindling.training.StepReport;
import dev.kindling.training.StepTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final long MILLI = 1_000_000;

  @TempDir private Path directory;
  private final List<String> troubles = new ArrayList<>();
  private final Map<String, Double> watched = new TreeMap<>();
  private final Ticking clock = new Ticking();

  private static final class Ticking extends Clock {
    private long millis = 1_000_000_000_000L;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  private Journal journal(long after, long steps) {
    return journal(directory, after, steps);
  }

  private Journal journalAfterRollbacks(long after, long rollbacks) {
    var files =
        new JournalFiles(
            directory.toString(), new Configuration(), after, rollbacks, clock, troubles::add);
    return new Journal(files, 10, clock, watched::put);
  }

  private static Rollback rollback(long number, long diverged, long step) {
    return new Rollback(number, 3, diverged, step, .25, OptionalDouble.of(.125), "it blew up");
  }

  private List<String> shown() throws IOException {
    return lines().stream()
        .map(line -> (line.has("rollback") ? "back to " : "") + line.get("step").asInt())
        .toList();
  }

  private Journal journal(Path output, long after, long steps) {
    var files =
        new JournalFiles(output.toString(), new Configuration(), after, 0, clock, troubles::add);
    return new Journal(files, steps, clock, watched::put);
  }

  private static StepReport report(long step, double loss, SkippedTask... skipped) {
    var work = new ShardTime(2 * MILLI, 0, 10 * MILLI);
    var time = new StepTime(8 * MILLI, 6 * MILLI, work, MILLI, 2);
    return new StepReport(step, loss, 3, OptionalDouble.of(.5), 4, List.of(skipped), time);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("metrics.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private int written() throws IOException {
    return Files.exists(directory.resolve("metrics.jsonl")) ? lines().size() : 0;
  }

  private static List<EventReader.Event> events(Path file) throws IOException {
    return EventReader.read(Files.readAllBytes(file));
  }

  private List<Path> eventFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().contains("tfevents")).sorted().toList();
    }
  }

  @Test
  void aLineTellsOfSeveralSteps() throws IOException {
    try (Journal journal = journal(0, 3000)) {
      for (int step = 1; step <= 7; step++) {
        journal.stepped(report(step, step));
      }
    }
    assertThat(lines()).extracting(line -> line.get("step").asInt()).containsExactly(3, 6, 7);
    JsonNode line = lines().get(1);
    assertThat(line.get("steps").asInt()).isEqualTo(3);
    assertThat(line.get("loss").asDouble()).isEqualTo(5);
    assertThat(line.get("gradient_norm").asDouble()).isEqualTo(3);
    assertThat(line.get("rate").asDouble()).isEqualTo(.5);
    assertThat(line.get("tasks").asInt()).isEqualTo(12);
    assertThat(line.get("tasks_per_s").asDouble()).isEqualTo(500);
    assertThat(line.get("time").asText()).isEqualTo("2001-09-09T01:46:40Z");
    JsonNode seconds = line.get("seconds");
    assertThat(seconds.get("total").asDouble()).isEqualTo(.024);
    assertThat(seconds.get("sample").asDouble()).isEqualTo(.003);
    assertThat(seconds.get("compute").asDouble()).isEqualTo(.012);
    assertThat(seconds.get("uneven").asDouble()).isEqualTo(.0015);
    assertThat(seconds.get("network").asDouble()).isEqualTo(.0015);
    assertThat(seconds.get("update").asDouble()).isEqualTo(.006);
    assertThat(troubles).isEmpty();
  }

  @Test
  void slowStepsHaveALineEachMinuteAndReachTheDisk() throws Exception {
    try (Journal journal = journal(0, 1_000_000)) {
      for (int step = 1; step <= 5; step++) {
        clock.millis += 30_000;
        journal.stepped(report(step, 1));
      }
      long deadline = System.nanoTime() + 60_000 * MILLI;
      while (written() < 2 && System.nanoTime() < deadline) {
        Thread.sleep(10);
      }
      assertThat(lines()).extracting(line -> line.get("step").asInt()).containsExactly(2, 4);
    }
    assertThat(lines()).hasSize(3);
  }

  @Test
  void whatIsNoNumberIsNull() throws IOException {
    try (Journal journal = journal(0, 1)) {
      journal.stepped(report(1, Double.NaN, new SkippedTask("a", "its loss is NaN")));
    }
    assertThat(lines().get(0).get("loss").isNull()).isTrue();
    assertThat(lines().get(0).get("skipped_tasks").asInt()).isEqualTo(1);
  }

  @Test
  void aValidationIsALineOfItsOwn() throws IOException {
    var errors = List.of(new Estimate(2, .2), new Estimate(1, .1));
    var accuracies = List.of(new Estimate(.5, .02), new Estimate(.75, .01));
    try (Journal journal = journal(0, 4000)) {
      journal.stepped(report(1, 1));
      journal.validated(1, new EvaluationReport(Split.VALIDATION, 6, 1, errors, accuracies));
    }
    assertThat(lines()).hasSize(2);
    JsonNode validation = lines().get(1).get("validation");
    assertThat(validation.get("error").get(1).asDouble()).isEqualTo(1);
    assertThat(validation.get("error_interval").get(1).asDouble()).isEqualTo(.1);
    assertThat(validation.get("accuracy").get(1).asDouble()).isEqualTo(.75);
    assertThat(events(eventFiles().get(0)).get(3).values())
        .containsOnly(entry("validation/error", 1f), entry("validation/accuracy", .75f));
  }

  @Test
  void whoWatchesSeesTheLatestLineAndSumsOverAll() {
    try (Journal journal = journal(0, 2000)) {
      for (int step = 1; step <= 4; step++) {
        journal.stepped(report(step, step, new SkippedTask("a", "its loss is NaN")));
      }
      assertThat(watched)
          .contains(
              entry("training.step", 4.),
              entry("training.loss", 3.5),
              entry("training.gradient_norm", 3.),
              entry("training.rate", .5),
              entry("training.tasks_per_s", 500.),
              entry("training.tasks", 16.),
              entry("training.skipped_tasks", 4.))
          .containsKeys("memory.heap_mb", "memory.peak_mb")
          .doesNotContainKey("validation.error");
      assertThat(watched.get("seconds.total")).isCloseTo(.032, within(1e-9));
      assertThat(watched.get("seconds.sample")).isCloseTo(.004, within(1e-9));
      assertThat(watched.get("seconds.uneven")).isCloseTo(.002, within(1e-9));
      var errors = List.of(new Estimate(2, .2), new Estimate(1, .1));
      journal.validated(4, new EvaluationReport(Split.VALIDATION, 6, 1, errors, List.of()));
      assertThat(watched).contains(entry("validation.step", 4.), entry("validation.error", 1.));
    }
  }

  @Test
  void eventsAreAsTensorBoardReadsThem() throws IOException {
    try (Journal journal = journal(0, 2)) {
      journal.stepped(report(1, 1.5));
      journal.stepped(report(300_000_000_000L, 2.5));
    }
    List<EventReader.Event> events = events(eventFiles().get(0));
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).isStart()).isTrue();
    assertThat(events.get(1).step()).isEqualTo(1);
    assertThat(events.get(2).seconds()).isCloseTo(1e9, within(1e-6));
    assertThat(events.get(2).values())
        .contains(
            entry("training/loss", 1.5f),
            entry("training/rate", .5f),
            entry("seconds/compute", .004f),
            entry("seconds/uneven", .0005f));
    assertThat(events.get(3).step()).isEqualTo(300_000_000_000L);
    assertThat(events).hasSize(4);
  }

  @Test
  void aRunThatGoesOnKeepsWhatItsCheckpointKnows() throws IOException {
    try (Journal journal = journal(0, 10)) {
      for (int step = 1; step <= 5; step++) {
        journal.stepped(report(step, 1));
      }
    }
    Files.writeString(
        directory.resolve("metrics.jsonl"),
        Files.readString(directory.resolve("metrics.jsonl")) + "{\"step\": 2, torn\n[]\n");
    clock.millis += 5000;
    try (Journal journal = journal(3, 10)) {
      journal.stepped(report(4, 7));
    }
    assertThat(lines()).extracting(line -> line.get("step").asInt()).containsExactly(1, 2, 3, 4);
    assertThat(lines().get(3).get("loss").asDouble()).isEqualTo(7);
    assertThat(eventFiles()).hasSize(2);
    assertThat(events(eventFiles().get(1)).get(1).step()).isEqualTo(4);
  }

  @Test
  void aRollbackTakesLaterLinesAwayAndHasOneThatStays() throws IOException {
    try (Journal journal = journal(0, 10)) {
      for (int step = 1; step <= 5; step++) {
        journal.stepped(report(step, step));
      }
      journal.rolledBack(rollback(1, 6, 3));
      journal.stepped(report(4, 40));
      journal.rolledBack(rollback(2, 5, 2));
      journal.stepped(report(3, 30));
    }
    assertThat(shown()).containsExactly("1", "2", "back to 3", "back to 2", "3");
    JsonNode line = lines().get(3);
    assertThat(line.get("rollback").asInt()).isEqualTo(2);
    assertThat(line.get("diverged").asInt()).isEqualTo(5);
    assertThat(line.get("rate_factor").asDouble()).isEqualTo(.25);
    assertThat(line.get("rate").asDouble()).isEqualTo(.125);
    assertThat(line.get("reason").asText()).isEqualTo("it blew up");
    assertThat(lines().get(4).get("loss").asDouble()).isEqualTo(30);
    assertThat(troubles).isEmpty();
  }

  @Test
  void stepsOfOneLineThatAreMadeAgainCountOnce() throws IOException {
    try (Journal journal = journal(0, 3000)) {
      journal.stepped(report(1, 5));
      journal.rolledBack(rollback(1, 2, 0));
      journal.stepped(report(1, 7));
    }
    assertThat(shown()).containsExactly("back to 0", "1");
    assertThat(lines().get(1).get("loss").asDouble()).isEqualTo(7);
    assertThat(lines().get(1).get("steps").asInt()).isOne();
  }

  @Test
  void tensorBoardIsToldWhichStepsAreMadeAgain() throws IOException {
    try (Journal journal = journal(0, 10)) {
      journal.stepped(report(1, 1));
      journal.stepped(report(2, 1));
      journal.rolledBack(rollback(1, 3, 1));
      journal.stepped(report(2, 1));
    }
    assertThat(eventFiles()).hasSize(2);
    List<EventReader.Event> events = events(eventFiles().get(1));
    assertThat(events.get(1).isStart()).isTrue();
    assertThat(events.get(1).step()).isEqualTo(2);
    assertThat(events.get(2).values()).containsExactly(entry("training/rollbacks", 1f));
    assertThat(events.get(3).step()).isEqualTo(2);
  }

  @Test
  void rollbacksThatTheCheckpointDoesNotKnowAreMadeAgain() throws IOException {
    try (Journal journal = journal(0, 10)) {
      journal.stepped(report(1, 1));
      journal.rolledBack(rollback(1, 2, 1));
      journal.stepped(report(2, 1));
      journal.rolledBack(rollback(2, 3, 1));
    }
    clock.millis += 5000;
    try (Journal journal = journalAfterRollbacks(1, 1)) {
      journal.stepped(report(2, 1));
    }
    assertThat(shown()).containsExactly("1", "back to 1", "2");
    assertThat(lines().get(1).get("rollback").asInt()).isOne();
  }

  @Test
  void whatCannotBeWrittenIsSaidOnceAndNothingStops() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "no directory", UTF_8);
    try (Journal journal = journal(file, 0, 2)) {
      for (int step = 1; step <= 2; step++) {
        clock.millis += 60_000;
        journal.stepped(report(step, 1));
      }
    }
    assertThat(troubles).hasSize(1);
    assertThat(troubles.get(0)).startsWith("metrics.jsonl cannot be written: ");
  }
}
