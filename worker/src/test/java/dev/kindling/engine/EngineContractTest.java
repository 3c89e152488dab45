package dev.kindling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine computes every operation as the reference does. */
class EngineContractTest {
  private static final long MEMORY = 1L << 30;

  static Stream<OperationCases.Case> cases() {
    return OperationCases.all().stream();
  }

  @Test
  void everyOperationHasACase() {
    assertThat(OperationCases.covered(OperationCases.all())).containsAll(OperationCases.required());
  }

  @Test
  void theCoverageGateMissesWhatIsNotThere() {
    var without =
        OperationCases.all().stream()
            .filter(one -> !OperationCases.label(one.op()).equals("Unary TANH"))
            .toList();
    assertThat(OperationCases.covered(without)).doesNotContain("Unary TANH");
    assertThat(OperationCases.required()).contains("Unary TANH", "MatMul", "Reduce MAX", "Select");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneDnnAgreesWithTheReference(OperationCases.Case one) {
    agrees(one, new OneDnnEngine("auto", MEMORY), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPlannedProgramMeansWhatTheProgramMeans(OperationCases.Case one) {
    agrees(one, new ReferenceEngine(MEMORY), 1e-6);
  }

  private static void agrees(OperationCases.Case one, Engine engine, double tolerance) {
    Key key = Key.of(one.toString().hashCode());
    Program program = program(one);
    Map<String, double[]> inputs = inputs(one, key);
    double[] expected = ReferenceEngine.evaluate(program, inputs).get("result");
    float[] actual = new float[expected.length];
    var plan = new Planner(engine.target()).plan(program);
    try (Executable executable = engine.compile(plan)) {
      inputs.forEach((name, values) -> executable.write(name, Numbers.floats(values), 0));
      executable.run();
      executable.run();
      executable.read("result", actual, 0);
    }
    assertThat(Numbers.difference(Numbers.doubles(actual), expected))
        .as("%s with %s\n%s", one, key, plan.text())
        .isLessThan(tolerance);
  }

  private static Program program(OperationCases.Case one) {
    var trace = new Trace();
    Symbol[] operands = new Symbol[one.operands().size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = trace.input("x" + i, one.operands().get(i));
    }
    trace.output("result", trace.apply(one.op(), operands));
    return trace.program();
  }

  private static Map<String, double[]> inputs(OperationCases.Case one, Key key) {
    Map<String, double[]> inputs = new LinkedHashMap<>();
    for (int i = 0; i < one.operands().size(); i++) {
      inputs.put("x" + i, Numbers.of(key.fold(i), one.operands().get(i), one.positive()));
    }
    return inputs;
  }
}
