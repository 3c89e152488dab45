package dev.kindling.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Conv4Settings;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  private Plan images(int tasks) {
    var shape = new TaskShape(List.of(28, 28, 1), List.of(), 5, 25, 5);
    var model = new Conv4Settings(32, Conv4Settings.Reduction.POOL);
    Program program =
        EpisodePrograms.of(new MamlSettings(2, 0.01, 2), model, shape).training(tasks);
    return new Planner(engine.target()).plan(program);
  }

  private OneDnnWorkspace workspace() {
    return new OneDnnWorkspace(engine.target(), new SweepCompiler(), PlantedFault.NONE);
  }

  @Test
  void anExecutableTakesTheMemoryThatIsStatedToTheByte() {
    Plan plan = images(2);
    Need need = Need.of(plan);
    try (OneDnnWorkspace workspace = workspace();
        var executable = workspace.lowered(plan)) {
      assertThat(executable.nativeBytes()).isEqualTo(need.footprint().bytes());
      assertThat(engine.footprint(plan)).isEqualTo(need.footprint());
      assertThat(need.packedBytes()).isPositive();
    }
  }

  /** Two of 64 times 16 images: without numbers of its own the library adds in one piece. */
  @Test
  void whatKernelsWriteToWhileTheyRunIsCounted() {
    assertThat(Need.of(images(2)).scratchBytes()).isPositive();
  }

  @Test
  void programsOfOneThreadShareOneBlock() {
    Plan small = images(1);
    Plan large = images(2);
    try (OneDnnWorkspace workspace = workspace()) {
      workspace.reserve(engine.footprint(large));
      OneDnnExecutable first = workspace.lowered(small);
      long reserved = workspace.size();
      OneDnnExecutable second = workspace.lowered(large);
      assertThat(workspace.size()).isEqualTo(reserved).isEqualTo(engine.footprint(large).shared());
      second.close();
      first.close();
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
  void sweepsDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    String usual = new SweepSource(SweepRuns.body(17)).text(SweepForm.VECTORS);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(new SweepSource(SweepRuns.body(17)).text(SweepForm.VECTORS)).isEqualTo(usual);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void buffersBeyondTwoGigabytesAreReached() {
    long far = 600_000_000L;
    try (var memory = new Memory(4 * far + 1024)) {
      ByteBuffer buffer = memory.bytes(far, 16);
      buffer.putFloat(60, 7);
      assertThat(buffer.capacity()).isEqualTo(64);
      assertThat(memory.floats(far + 15, 1).get(0)).isEqualTo(7);
      assertThat(memory.bytes(0, 16).getFloat(60)).isZero();
    }
  }

  @Test
  void aPlanAboveTheLimitIsNotCompiled() {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(1000)).square());
    var small = new OneDnnEngine("auto", 1000);
    var plan = new Planner(small.target()).plan(trace.program());
    assertThatThrownBy(() -> small.compile(plan))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("but the engine's memory is 1000 bytes");
  }

  @Test
  void anInputThatWasNeverSetIsNamed() {
    try (Executable executable = square(3)) {
      assertThatThrownBy(executable::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("input x is not set");
    }
  }

  /** Runs in a process of its own, since an instruction set holds for a whole process. */
  @Test
  void anInstructionSetCanBePinned() throws Exception {
    assertThat(Jvm.running().line(List.of(), Pinned.class, "sse41")).isEqualTo("sse41");
  }

  @Test
  void anUnknownInstructionSetIsRefused() {
    assertThatThrownBy(() -> new OneDnnEngine("avx1024", 1))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("instruction-set must be one of [auto, sse41,")
        .hasMessageEndingWith("but is avx1024");
  }

  @Test
  void theInstructionSetIsNamed() {
    assertThat(engine.instructionSet()).isNotBlank().isNotEqualTo("auto");
  }
}
