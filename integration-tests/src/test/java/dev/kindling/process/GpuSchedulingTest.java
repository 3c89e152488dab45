package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Spark's own scheduling of GPUs, which takes what a script says for what there is. The build sets
 * SPARK_HOME, from which executors are started.
 */
class GpuSchedulingTest {
  private static final List<Shard> SHARDS = Shard.cut(Split.TRAIN, Key.of(0), 8, 1);
  private static final Configuration SMALL =
      ConfigurationReader.parse("{model: {hidden: [4]}}", "gpus", List.of());

  @TempDir private Path directory;

  /** An executor of two cores has so many GPUs, of which each task gets so much. */
  @ParameterizedTest
  @CsvSource({"2, 1, '[0.0, 1.0]'", "1, 0.5, '[0.0]'"})
  void aTaskComputesOnTheGpuThatItIsGiven(int gpus, String each, String used) throws IOException {
    Map<String, String> settings = scheduling(gpus, each);
    settings.forEach(System::setProperty);
    try (Cluster cluster = connect("local-cluster[1,2,1024]")) {
      List<MetaGradientSum> sums =
          cluster.compute(
              SMALL.episodes(),
              MetaState.start(new float[1]),
              SHARDS,
              GpuSchedulingTest::addresses);
      assertThat(sums.stream().map(sum -> (double) sum.gradient()[0]).collect(Collectors.toSet()))
          .hasToString(used);
      assertThat(sums)
          .allSatisfy(sum -> assertThat(sum.gradient()[1]).isEqualTo(sum.gradient()[0]));
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  /** That of the worker, and that of Spark's task. */
  private static MetaGradientSum addresses(EpisodeWorker worker, MetaState state, Shard shard) {
    String[] given = TaskContext.get().resourcesJMap().get("gpu").addresses();
    float[] seen = {Float.parseFloat(worker.gpu().orElseThrow()), Float.parseFloat(given[0])};
    return new MetaGradientSum(seen, 0, 1, List.of());
  }

  @Test
  void aTaskThatDemandsAGpuAndIsGivenNoneEndsTheRun() {
    Configuration demanding =
        ConfigurationReader.parse(
            "{model: {hidden: [4]}, engine: {name: nd4j, device: gpu}}", "gpus", List.of());
    try (Cluster cluster = connect("local[1]")) {
      Assertions.assertThatThrownBy(
              () ->
                  cluster.compute(
                      demanding.episodes(),
                      MetaState.start(new float[1]),
                      SHARDS,
                      EpisodeWorker::gradient))
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith("the device is to be a GPU but ND4J's backend computes with cpu-")
          .extracting(fault -> ((Fault) fault).kind())
          .isEqualTo(Fault.Kind.RESOURCES);
    }
  }

  private static Cluster connect(String master) {
    return Cluster.connect("gpus", Optional.of(master), 0, damaged -> {});
  }

  private Map<String, String> scheduling(int gpus, String each) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    String script = Discovery.script(directory, gpus).toString();
    for (String whose : List.of("worker", "executor")) {
      settings.put("spark.%s.resource.gpu.amount".formatted(whose), Integer.toString(gpus));
      settings.put("spark.%s.resource.gpu.discoveryScript".formatted(whose), script);
    }
    settings.put("spark.task.resource.gpu.amount", each);
    return settings;
  }

  /** A script that says there are GPUs. */
  static final class Discovery {
    private Discovery() {}

    static Path script(Path directory, int gpus) throws IOException {
      String addresses = gpus == 1 ? "\"0\"" : "\"0\",\"1\"";
      Path script =
          Files.writeString(
              directory.resolve("gpus.sh"),
              "#!/bin/sh\necho '{\"name\":\"gpu\",\"addresses\":[%s]}'\n".formatted(addresses));
      assertThat(script.toFile().setExecutable(true)).isTrue();
      return script;
    }
  }
}
