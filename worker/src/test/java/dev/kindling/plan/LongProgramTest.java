package dev.kindling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.check.MetaGradientCheck;
import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Executable;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongProgramTest {
  /** A program twice as long takes twice the work, and a little more where things are sorted. */
  private static final double MOST_GROWTH = 2.4;

  /** Memory is sought past gaps that are too small, of which a longer program leaves more. */
  private static final Map<String, Double> MORE_GROWTH = Map.of("Ranges", 3.2, "Timeline", 3.2);

  /** What is done once and not for each instruction. */
  private static final long FEW = 2000;

  /** From tracing to an executable that has its inputs, class by class. */
  @ParameterizedTest
  @CsvSource({
    "compileInnerSteps, 6",
    "compileEvaluation, 12",
    "compileSequence, 16",
    "compileIterations, 15",
    "compileParts, 200",
  })
  void workGrowsAsTheProgramDoes(String compile, int length) {
    Map<String, Long> once = new CountingLoader().visits(LongPrograms.class, compile, length);
    Map<String, Long> twice = new CountingLoader().visits(LongPrograms.class, compile, 2 * length);
    assertThat(once).containsKeys("Trace", "Program", "Planner", "Fusion", "Timeline", "Lowering");
    Map<String, String> steeper = new TreeMap<>();
    twice.forEach(
        (type, visits) -> {
          long before = once.getOrDefault(type, 0L);
          if (visits > MORE_GROWTH.getOrDefault(type, MOST_GROWTH) * before + FEW) {
            steeper.put(type, before + " -> " + visits);
          }
        });
    assertThat(steeper).isEmpty();
  }

  /** Fifty inner steps of a recurrent network, through all of which the gradient goes. */
  @Test
  void aProgramOfFiftyThousandInstructionsComputesWhatTheReferenceDoes() {
    Program program = LongPrograms.recurrent(8, 50).training(1);
    assertThat(program.size()).isGreaterThan(50_000);
    Map<String, double[]> at = MetaGradientCheck.numbers(program, Key.of(3));
    Map<String, double[]> expected = ReferenceEngine.evaluate(program, at);
    var engine = new OneDnnEngine("auto", 1L << 40);
    try (Executable executable = engine.compile(new Planner(engine.target()).plan(program))) {
      at.forEach((name, values) -> executable.write(name, SampleNumbers.floats(values), 0));
      executable.run();
      expected.forEach(
          (name, values) -> {
            float[] actual = new float[values.length];
            executable.read(name, actual, 0);
            for (int i = 0; i < values.length; i++) {
              var near = Offset.offset(2e-3 * Math.max(1, Math.abs(values[i])));
              assertThat((double) actual[i]).as("%s %s", name, i).isCloseTo(values[i], near);
            }
          });
    }
  }
}
