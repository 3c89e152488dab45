package dev.kindling.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.nd4j.Nd4jEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.program.OpVisitor;
import dev.kindling.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine computes every operation as the reference does; every gradient is right. */
class EngineContractTest {
  private static final long MEMORY = 1L << 30;

  static Stream<OperationCase> cases() {
    return OperationCases.all().stream();
  }

  static Stream<OperationCase> smoothCases() {
    return cases().filter(one -> GradientCheck.applies(one.op()));
  }

  static Stream<String> required() {
    return OperationCases.required().stream();
  }

  @Test
  void everyOperationHasACase() {
    assertThat(withoutCase(OperationCases.all())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("required")
  void anOperationWithoutACaseIsMissed(String label) {
    List<OperationCase> fewer = cases().filter(one -> !one.label().equals(label)).toList();
    assertThat(withoutCase(fewer)).containsExactly(label);
  }

  private static List<String> withoutCase(List<OperationCase> cases) {
    Set<String> labels = cases.stream().map(OperationCase::label).collect(Collectors.toSet());
    return required().filter(label -> !labels.contains(label)).toList();
  }

  /** A visitor must know every operation, or it does not compile. */
  @Test
  void whateverAVisitorMeetsIsRequired() {
    Set<String> required =
        required().map(label -> label.replaceAll(" .*", "")).collect(Collectors.toSet());
    Set<String> met =
        Arrays.stream(OpVisitor.class.getMethods())
            .map(method -> method.getParameterTypes()[0].getSimpleName())
            .collect(Collectors.toSet());
    met.removeAll(Set.of("Input", "Constant", "Fused", "Result"));
    assertThat(required).isEqualTo(met);
    assertThat(required()).contains("Unary TANH", "Reduce MAX", "Random NORMAL");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneDnnAgreesWithTheReference(OperationCase one) {
    agrees(one, new OneDnnEngine("auto", MEMORY), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nd4jAgreesWithTheReference(OperationCase one) {
    agrees(one, new Nd4jEngine(MEMORY), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPlannedProgramMeansWhatTheProgramMeans(OperationCase one) {
    agrees(one, new ReferenceEngine(MEMORY), 1e-6);
  }

  private static void agrees(OperationCase one, Engine engine, double tolerance) {
    Program program = one.program();
    assertThat(EngineCheck.error(program, one.numbers(program), engine))
        .as("%s with key %s", one, one.key())
        .isLessThan(tolerance);
  }

  @ParameterizedTest
  @MethodSource("smoothCases")
  void gradientsOfBothOrdersAgreeWithDifferences(OperationCase one) {
    for (int order : List.of(1, 2)) {
      assertThat(GradientCheck.error(one, order))
          .as("%s, order %s, with key %s", one, order, one.key())
          .isLessThan(1e-7);
    }
  }

  @Test
  void theCheckOfThisMachinePasses() {
    assertThat(EngineCheck.of(new OneDnnEngine("auto", MEMORY)))
        .allMatch(Finding::passed)
        .hasSizeGreaterThan(30);
    assertThat(EngineCheck.gradients()).allMatch(Finding::passed).hasSizeGreaterThan(40);
  }

  @Test
  void aFindingIsOfItsWorstCaseAndANaNNeverPasses() {
    Finding fine = Finding.of("x", "y", 1e-9, 1e-6, "here");
    Finding broken = Finding.of("x", "y", Double.NaN, 1e-6, "there");
    assertThat(fine.passed()).isTrue();
    Finding both = new Finding("x", "y", 2, Double.NaN, 1e-6, "there");
    assertThat(fine.with(broken)).isEqualTo(both);
    assertThat(broken.with(fine)).isEqualTo(both);
    assertThat(both.passed()).isFalse();
  }
}
