package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.ExamplePart;
import dev.kindling.store.Fractions;
import dev.kindling.store.OpenStores;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.ElementType;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to come is read before it comes, and changes nothing. */
class ComingShardsTest {
  private static final String COUNTING = "spark.hadoop.fs.counting.impl";
  private static final List<Shard> NOW = Shard.cut(Split.TRAIN, Key.of(0), 6, 2);
  private static final List<Shard> NEXT = Shard.cut(Split.TRAIN, Key.of(1), 6, 2);

  @TempDir private Path directory;

  @BeforeEach
  void aFileSystem() {
    System.setProperty(COUNTING, CountingFileSystem.class.getName());
    OpenStores.configure(SparkSettings::hadoop);
  }

  @AfterEach
  void close() {
    System.clearProperty(COUNTING);
    closeAll();
    OpenStores.configure(Configuration::new);
  }

  private static void closeAll() {
    EpisodeWorkers.shared().close();
    new OpenStores().close();
  }

  /** Half of the tasks are of one store, half of another, whose files are counted. */
  private EpisodeSettings episodes() {
    store("plain");
    store("counted");
    String text =
        """
        tasks:
          kind: mixture
          parts:
            - tasks: {kind: episodes, uri: "file://%1$s/plain", version: 1, ways: 2, shots: 1, queries: 1}
            - tasks: {kind: episodes, uri: "counting://%1$s/counted", version: 1, ways: 2, shots: 1, queries: 1}
        model: {hidden: [4]}
        training: {tasks-per-shard: 2}
        """;
    return ConfigurationReader.parse(text.formatted(directory), "test", List.of()).episodes();
  }

  private void store(String name) {
    var hadoop = new Configuration();
    StoreWriter writer =
        StoreWriter.create(
            directory.resolve(name).toUri().toString(),
            new ExampleContents(ElementType.U8, List.of(3)),
            Fractions.defaults(),
            hadoop);
    List<PartResult> parts = new ArrayList<>();
    try (ExamplePart part = writer.target().openExamples(0, hadoop)) {
      for (byte i = 0; i < 40; i++) {
        part.add("class" + i, List.of(new byte[] {i, 0, 0}, new byte[] {0, i, 1}));
      }
      parts.add(part.finish());
    }
    writer.commit(parts, Map.of());
  }

  private static MetaGradientSum nothingSampled(
      EpisodeWorker worker, MetaState state, Shard shard) {
    return new MetaGradientSum(state.theta(), 0, shard.tasks(), List.of());
  }

  @Test
  void theNextRoundIsReadAhead() throws InterruptedException {
    EpisodeSettings settings = episodes();
    try (Cluster cluster = Cluster.connect("test", Optional.of("local[1]"), 3, damaged -> {})) {
      MetaState state = state(settings);
      int before = CountingFileSystem.opened();
      List<Shard> plain = List.of(NOW.get(0).ofPart(0));
      List<Shard> counted = List.of(NEXT.get(0).ofPart(1));
      cluster.compute(settings, state, plain, counted, ComingShardsTest::nothingSampled);
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (CountingFileSystem.opened() == before && System.nanoTime() < deadline) {
        Thread.sleep(10);
      }
      assertThat(CountingFileSystem.opened()).isGreaterThan(before);
    }
  }

  @Test
  void whatIsSaidToComeChangesNothing() {
    EpisodeSettings settings = episodes();
    try (Cluster cluster = Cluster.connect("test", Optional.of("local[1]"), 3, damaged -> {})) {
      List<MetaGradientSum> alone = gradients(cluster, settings, NOW, List.of());
      List<MetaGradientSum> ahead = gradients(cluster, settings, NOW, NEXT);
      List<MetaGradientSum> read = gradients(cluster, settings, NEXT, List.of());
      closeAll();
      assertThat(ahead).usingRecursiveComparison().isEqualTo(alone);
      assertThat(gradients(cluster, settings, NEXT, List.of()))
          .usingRecursiveComparison()
          .isEqualTo(read);
      assertThat(cluster.time().waitedShare()).isStrictlyBetween(0., 1.);
    }
  }

  private static MetaState state(EpisodeSettings settings) {
    return MetaState.start(settings.buildLearner().initialise(Key.of(3)));
  }

  private static List<MetaGradientSum> gradients(
      Cluster cluster, EpisodeSettings settings, List<Shard> now, List<Shard> coming) {
    return cluster.compute(settings, state(settings), now, coming, EpisodeWorker::gradient);
  }
}
