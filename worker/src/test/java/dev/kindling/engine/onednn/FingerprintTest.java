package dev.kindling.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.Kernels;
import dev.kindling.engine.ReferenceEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels that compute other bits have another fingerprint, and no others have. */
class FingerprintTest {
  private static final long MEMORY = 1 << 26;
  private static final Kernels HERE = Kernels.of(new OneDnnEngine("auto", MEMORY));

  @Test
  void theFingerprintIsTheSameEachTime() throws Exception {
    assertThat(Kernels.of(new OneDnnEngine("auto", MEMORY))).isEqualTo(HERE);
    var hasty = List.of("-XX:TieredStopAtLevel=1", "--add-modules=jdk.incubator.vector");
    assertThat(Jvm.running().line(hasty, KernelsHere.class, "auto")).isEqualTo(HERE.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MatMul", "Forward", "ToImages", "ToKernels", "Reduce SUM"})
  void aKernelThatComputesOtherBitsIsSeen(String operation) {
    Kernels other = Kernels.of(OneDnnEngine.faulty(operation, MEMORY));
    assertThat(other.instructionSet()).isEqualTo(HERE.instructionSet());
    assertThat(other.fingerprint()).isNotEqualTo(HERE.fingerprint());
  }

  @Test
  void otherInstructionsAndOtherEnginesHaveFingerprintsOfTheirOwn() throws Exception {
    String sse41 = Jvm.running().line(List.of(), KernelsHere.class, "sse41");
    assertThat(sse41).startsWith("sse41, fingerprint ").isNotEqualTo(HERE.toString());
    String reference = Kernels.of(new ReferenceEngine(MEMORY)).fingerprint();
    assertThat(reference).matches("[0-9a-f]{16}").isNotEqualTo(HERE.fingerprint());
    assertThat(sse41).doesNotContain(reference);
  }
}
