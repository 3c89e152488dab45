package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who would mix kernels that compute other bits is told before. */
@LaunchesProcesses
class OtherKernelsTest {
  private static final int RESOURCES = 4;
  private static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

  @TempDir private Path directory;

  @Test
  void executorsThatComputeOtherBitsThanTheDriverAreRefusedUnlessAllowed(ReferenceRun reference)
      throws IOException {
    assumeMoreThanAvx2(reference);
    Launch mixed = Launch.in(directory).adding("-Dspark.executorEnv.%s=AVX2".formatted(VARIABLE));
    String[] where = {"--master", "local-cluster[1,1,1024]", "--set", "training.steps=5"};

    Outcome refused = mixed.run(reference.training(directory.resolve("refused"), where));
    assertThat(refused.status()).as(refused.toString()).isEqualTo(RESOURCES);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .matches(
            "kindling: executor 0 computes with avx2 instructions and the driver with \\w+, and"
                + " their bits may differ; set engine.instruction-set to the lower of the two .*"
                + "; or allow it by engine.other-kernels, .*");
    assertThat(directory.resolve("refused/checkpoints/step-00000005.safetensors")).doesNotExist();

    Path output = directory.resolve("allowed");
    Outcome allowed =
        mixed.run(
            reference.training(
                output,
                where[0],
                where[1],
                where[2],
                where[3],
                "--set",
                "engine.other-kernels=allow"));
    assertThat(allowed.succeeded().errorLines())
        .anyMatch(line -> line.startsWith("executors may compute with other kernels"));
    assertThat(output.resolve("configuration.yaml")).content().contains("other-kernels: allow");
  }

  @Test
  void aRunThatGoesOnWithOtherKernelsIsTold(ReferenceRun reference) throws IOException {
    assumeMoreThanAvx2(reference);
    Path output = directory.resolve("run");
    reference.output().copyTo(output);

    Outcome outcome =
        Launch.in(directory)
            .with(VARIABLE, "AVX2")
            .run(reference.training(output, "--resume"))
            .succeeded();

    assertThat(outcome.errorLines())
        .filteredOn(line -> line.startsWith("the run was last on kernels of "))
        .singleElement()
        .asString()
        .matches(
            ".* of \\w+, fingerprint [0-9a-f]{16} and goes on with avx2, fingerprint [0-9a-f]{16}:"
                + " its bits may differ from a run on one of them; .*");
  }

  private static void assumeMoreThanAvx2(ReferenceRun reference) throws IOException {
    String made = reference.output().description();
    assertThat(made).containsPattern("\"fingerprint\" *: *\"[0-9a-f]{16}\"");
    assumeThat(made).as("the instruction set").contains("avx512");
  }
}
