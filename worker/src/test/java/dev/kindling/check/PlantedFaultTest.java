package dev.kindling.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.Engine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.program.Program;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract suite finds a kernel that computes wrongly and names its operation. */
class PlantedFaultTest {
  private static final long MEMORY = 1L << 30;

  /** Operations that are done while planning or compiling, not by a kernel. */
  private static final Set<String> WITHOUT_KERNEL =
      Set.of("Reshape", "Range", "StopGradient", "Keep");

  static Stream<String> operations() {
    return OperationCases.required().stream().filter(label -> !WITHOUT_KERNEL.contains(label));
  }

  private static boolean isFound(String label, Engine engine) {
    return OperationCases.all().stream()
        .filter(one -> one.label().equals(label))
        .anyMatch(one -> differs(one, engine));
  }

  private static boolean differs(OperationCase one, Engine engine) {
    Program program = one.program();
    return !(EngineCheck.error(program, one.numbers(program), engine) <= 1e-5);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aFaultInAnyKernelIsFound(String operation) {
    assertThat(isFound(operation, OneDnnEngine.faulty(operation, MEMORY))).isTrue();
    assertThat(isFound(operation, new OneDnnEngine("auto", MEMORY))).isFalse();
  }

  @Test
  void theCheckNamesTheOperationAndTheLearnerThatUsesIt() {
    List<String> failed =
        EngineCheck.of(OneDnnEngine.faulty("MatMul", MEMORY)).stream()
            .filter(finding -> !finding.passed())
            .map(Finding::subject)
            .toList();
    assertThat(failed).containsExactly("MatMul", "meta-gradient");
  }
}
