package dev.kindling.engine.nd4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.fault.Fault;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.Op;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Nd4jEngineTest {
  private static final float NAN = Float.NaN;
  private static final long MOST_GROWTH = 24L << 20;

  private final Engine engine = new Nd4jEngine(1 << 28);

  private Executable compiled(Trace trace) {
    return engine.compile(plan(trace));
  }

  private Plan plan(Trace trace) {
    return new Planner(engine.target()).plan(trace.program());
  }

  private Executable square(int size) {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(size)).square());
    return compiled(trace);
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
  void arraysWithoutRoomUnknownNamesAndUnsetInputsAreRefused() {
    try (Executable executable = square(3)) {
      assertThatThrownBy(() -> executable.write("x", new float[4], 2))
          .hasMessage("x has shape [3], so 3 numbers, but there are 2 from place 2");
      assertThatThrownBy(() -> executable.read("y", new float[2], 0))
          .hasMessageContaining("but there are 2 from place 0");
      assertThatThrownBy(() -> executable.write("z", new float[3], 0))
          .hasMessageContaining("no input is named z");
      assertThatThrownBy(executable::run).hasMessage("input x is not set");
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
  void aNaNStaysOneThroughReluMaximumAndMinimum() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(3));
    Symbol y = trace.input("y", Shape.of(3));
    trace.output("relu", x.unary(UnaryKind.RELU));
    trace.output("maximum", x.binary(BinaryKind.MAXIMUM, y));
    trace.output("minimum", x.binary(BinaryKind.MINIMUM, y));
    try (Executable executable = compiled(trace)) {
      executable.write("x", new float[] {NAN, 2, -2}, 0);
      executable.write("y", new float[] {1, NAN, 3}, 0);
      executable.run();
      assertThat(read(executable, "relu")).containsExactly(NAN, 2, 0);
      assertThat(read(executable, "maximum")).containsExactly(NAN, NAN, 3);
      assertThat(read(executable, "minimum")).containsExactly(NAN, NAN, -2);
    }
  }

  private static float[] read(Executable executable, String output) {
    float[] values = new float[3];
    executable.read(output, values, 0);
    return values;
  }

  @Test
  void aSelectionTakesNothingFromTheOtherSide() {
    var trace = new Trace();
    var symbols = new Symbol[3];
    Arrays.setAll(symbols, i -> trace.input("x" + i, Shape.of(3)));
    trace.output("y", trace.apply(new Op.Select(), symbols));
    try (Executable executable = compiled(trace)) {
      executable.write("x0", new float[] {0, 1, 1e-30f}, 0);
      executable.write("x1", new float[] {NAN, 7, 8}, 0);
      executable.write("x2", new float[] {5, Float.POSITIVE_INFINITY, NAN}, 0);
      executable.run();
      assertThat(read(executable, "y")).containsExactly(5, 7, 8);
    }
  }

  @Test
  void constantsSurviveEveryRun() {
    var trace = new Trace();
    Symbol three = trace.constant(3, Shape.of(1, 4, 4));
    trace.output("y", trace.input("x", Shape.of(1, 4, 4)).matMul(three));
    try (Executable executable = compiled(trace)) {
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
  void everyThreadGetsTheSameBits() {
    float[] values = new float[3 * 61 * 67];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    List<float[]> results =
        IntStream.range(0, 8).parallel().mapToObj(i -> product(values)).toList();
    assertThat(results).allSatisfy(one -> assertThat(one).isEqualTo(results.get(0)));
  }

  private float[] product(float[] values) {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(3, 61, 67));
    trace.output("y", trace.apply(new Op.MatMul(false, true), x, x).sum(1));
    try (Executable executable = compiled(trace)) {
      executable.write("x", values, 0);
      executable.run();
      executable.run();
      float[] result = new float[3 * 61];
      executable.read("y", result, 0);
      return result;
    }
  }

  @Test
  void nothingIsFused() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(3));
    trace.output("y", x.square().plus(x).unary(UnaryKind.RELU));
    assertThat(plan(trace).program().instructions())
        .noneMatch(instruction -> instruction.op() instanceof Op.Fused);
  }

  @Test
  void aPlanAboveTheLimitIsNotCompiled() {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(1000)).square());
    var small = new Nd4jEngine(1000);
    assertThatThrownBy(() -> small.compile(plan(trace)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("but the engine's memory is 1000 bytes");
  }

  @Test
  void theInstructionSetNamesTheBackend() {
    assertThat(engine.instructionSet()).matches("cpu-[a-z0-9_]+-blas-[a-z0-9_]+|cuda-[0-9.]+");
  }

  @Test
  void aBackendThatCannotLoadIsOneSentence() {
    assertThatThrownBy(() -> new Nd4jEngine(1, Optional.empty(), Nd4jEngineTest::fail))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("loading failed (java.lang.UnsatisfiedLinkError: no jnind4jcpu);")
        .extracting(thrown -> ((Fault) thrown).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
  }

  /** There is no such backend here; which GPU it would use is known before it does. */
  @Test
  void theGpuThatATaskIsGivenIsUsedByABackendForGpus() {
    var onGpu = new Nd4jEngine(1, Optional.of("1"), () -> "cuda-8.6");
    assertThat(onGpu.isOnGpu()).isTrue();
    assertThat(onGpu.device()).hasValue(1);
    assertThat(new Nd4jEngine(1, Optional.empty(), () -> "cuda-8.6").device()).isEmpty();
    var onProcessors = new Nd4jEngine(1, Optional.of("1"), () -> "cpu-avx2-blas-avx2");
    assertThat(onProcessors.isOnGpu()).isFalse();
    assertThat(onProcessors.device()).isEmpty();
  }

  private static String fail() {
    throw new IllegalStateException("cannot load", new UnsatisfiedLinkError("no jnind4jcpu"));
  }

  /** Runs in a process of its own with a heap of fixed size, so that only native memory grows. */
  @Test
  void tenThousandRunsAndManyOpeningsTakeNoFurtherMemory() throws Exception {
    List<String> heap = List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
    List<String> grown = output(System.getProperty("java.class.path"), heap, ManyRuns.class);
    assertThat(grown)
        .hasSize(2)
        .allSatisfy(one -> assertThat(Long.parseLong(one)).isLessThan(MOST_GROWTH));
  }

  @Test
  void withoutNd4jOtherEnginesRunAndThisOneSaysWhatToDo() throws Exception {
    String others =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !new File(entry).getName().startsWith("nd4j-"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(output(others, List.of(), WithoutNd4j.class))
        .containsExactly(
            "onednn",
            "the nd4j engine expects ND4J with a backend that this machine can load but loading"
                + " failed (java.lang.ClassNotFoundException: org.nd4j.linalg.factory.Nd4j); put"
                + " the jars of ND4J and of its backend on the class path, or choose the engine"
                + " onednn");
  }

  private static List<String> output(String classPath, List<String> options, Class<?> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output.lines().toList();
  }
}
