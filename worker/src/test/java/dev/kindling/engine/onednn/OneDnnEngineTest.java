package dev.kindling.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.fault.Fault;
import dev.kindling.plan.Planner;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneDnnEngineTest {
  private final Engine engine = new OneDnnEngine("auto", 1 << 28);

  private Executable square(int size) {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(size)).square());
    return engine.compile(new Planner(engine.target()).plan(trace.program()));
  }

  @Test
  void valuesAreReadAndWrittenAtAnOffset() {
    try (Executable executable = square(2)) {
      executable.write("x", new float[] {9, 9, 2, 3, 9}, 2);
      executable.run();
      float[] target = {-1, -1, -1, -1};
      executable.read("y", target, 1);
      assertThat(target).containsExactly(-1, 4, 9, -1);
    }
  }

  @Test
  void arraysWithoutRoomAndUnknownNamesAreRefused() {
    try (Executable executable = square(3)) {
      assertThatThrownBy(() -> executable.write("x", new float[4], 2))
          .hasMessage("x has shape [3], so 3 numbers, but there are 2 from place 2");
      assertThatThrownBy(() -> executable.read("y", new float[2], 0))
          .hasMessageContaining("but there are 2 from place 0");
      assertThatThrownBy(() -> executable.write("z", new float[3], 0))
          .hasMessageContaining("no input is named z");
    }
  }

  @Test
  void aClosedExecutableIsNeverTouched() {
    Executable executable = square(3);
    executable.close();
    executable.close();
    assertThatThrownBy(executable::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the executable is closed");
  }

  @Test
  void aNaNStaysOneThroughARelu() {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(19)).unary(UnaryKind.RELU));
    var plan = new Planner(engine.target()).plan(trace.program());
    try (Executable executable = engine.compile(plan)) {
      float[] values = new float[19];
      values[0] = Float.NaN;
      values[1] = -1;
      values[2] = 1;
      values[18] = Float.NaN;
      executable.write("x", values, 0);
      executable.run();
      executable.read("y", values, 0);
      assertThat(values[0]).isNaN();
      assertThat(values[1]).isZero();
      assertThat(values[2]).isEqualTo(1);
      assertThat(values[18]).isNaN();
    }
  }

  @Test
  void constantsSurviveEveryRun() {
    var trace = new Trace();
    Symbol three = trace.constant(3, Shape.of(1, 4, 4));
    trace.output("y", trace.input("x", Shape.of(1, 4, 4)).matMul(three));
    var plan = new Planner(engine.target()).plan(trace.program());
    try (Executable executable = engine.compile(plan)) {
      float[] ones = new float[16];
      Arrays.fill(ones, 1);
      executable.write("x", ones, 0);
      for (int run = 0; run < 3; run++) {
        executable.run();
        float[] result = new float[16];
        executable.read("y", result, 0);
        assertThat(result).containsOnly(12);
      }
    }
  }

  @Test
  void vectorsAndSingleElementsGiveTheSameBits() {
    var source = new SweepSource(SweepRuns.body(17));
    assertThat(source.text(true)).contains("FloatVector");
    assertThat(source.text(false)).doesNotContain("FloatVector");
    var vectors = new SweepCompiler(true);
    var elements = new SweepCompiler(false);
    for (int size : List.of(1, 15, 16, 17, 31, 32, 33, 100)) {
      assertThat(SweepRuns.run(vectors, size)).isEqualTo(SweepRuns.run(elements, size));
    }
  }

  @Test
  void anUnknownInstructionSetIsRefused() {
    assertThatThrownBy(() -> new OneDnnEngine("avx1024", 1))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("engine.instruction-set must be one of [auto, sse41,")
        .hasMessageEndingWith("but is avx1024");
  }

  @Test
  void theInstructionSetIsNamed() {
    assertThat(engine.instructionSet()).isNotBlank().isNotEqualTo("auto");
  }
}
