package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPUs that Spark gives and the engine cannot use, that are demanded and missing, or cannot be. */
@LaunchesProcesses
class GpuOptionsTest {
  private static final int USAGE = 2;
  private static final int RESOURCES = 4;

  @TempDir private Path directory;

  @Tag("long")
  @Test
  void anEngineForProcessorsLeavesTheGpusAndSaysSo(ReferenceRun reference) throws IOException {
    Path output = directory.resolve("run");
    Path script = GpuSchedulingTest.Discovery.script(directory, 1);
    String resource =
        "-Dspark.%1$s.resource.gpu.amount=1 -Dspark.%1$s.resource.gpu.discoveryScript=";

    Outcome outcome =
        Launch.in(directory)
            .adding(resource.formatted("worker") + script)
            .adding(resource.formatted("executor") + script)
            .adding("-Dspark.task.resource.gpu.amount=1")
            .run(reference.training(output, "--master", "local-cluster[1,1,1024]"));

    reference.assertSameBits(outcome, output);
    assertThat(outcome.errorLines())
        .filteredOn(line -> line.startsWith("Spark gives each task a GPU but the engine onednn "))
        .hasSize(1);
  }

  @Test
  void whatCannotBeIsRefused(ReferenceRun reference) {
    Path output = directory.resolve("run");
    Launch launch = Launch.in(directory);
    launch
        .run(reference.training(output, "--set", "engine.device=gpu"))
        .refused(USAGE, "device must be auto or cpu for onednn, which computes on processors");
    launch
        .run(reference.training(output, "--set", "engine={name: nd4j, device: gpu}"))
        .refused(RESOURCES, "the device is to be a GPU but ND4J's backend computes with cpu-");
    launch
        .adding("-Dspark.executor.resource.gpu.amount=1")
        .run(reference.training(output, "--master", "local[2]"))
        .refused(USAGE, "spark.executor.resource.gpu.amount is set but local[2] has no such");
  }
}
