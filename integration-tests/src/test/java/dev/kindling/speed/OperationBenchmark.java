package dev.kindling.speed;

import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Executable;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.plan.Planner;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Convolution;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.Solve;
import dev.kindling.program.UnaryKind;
import dev.kindling.program.Window;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One operation of each kind, of the size it has in the image workloads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class OperationBenchmark {

  private static final Map<String, Function<Trace, Symbol>> WORK =
      Map.of(
          "matmul_512",
          OperationBenchmark::product,
          "convolution",
          OperationBenchmark::convolution,
          "convolution_to_images",
          OperationBenchmark::toImages,
          "convolution_to_kernels",
          OperationBenchmark::toKernels,
          "sweep",
          trace -> images(trace, "x").times(images(trace, "y")).plus(images(trace, "z")),
          "channel_sums",
          trace -> images(trace, "x").sum(1, 2, 3),
          "row_maxima",
          trace -> images(trace, "x").reduce(ReduceKind.MAX, List.of(4)),
          "tanh",
          trace -> images(trace, "x").unary(UnaryKind.TANH),
          "transpose",
          trace -> trace.input("x", Shape.of(8, 256, 256)).transpose(0, 2, 1),
          "solve_25",
          OperationBenchmark::solve);

  private static final Window WINDOW = new Window(3, 3, 1, 1);
  private static final Shape IMAGES = Shape.of(1, 75, 14, 14, 64);
  private static final Shape KERNELS = Shape.of(1, 3, 3, 64, 64);

  @Param({
    "matmul_512",
    "convolution",
    "convolution_to_images",
    "convolution_to_kernels",
    "sweep",
    "channel_sums",
    "row_maxima",
    "tanh",
    "transpose",
    "solve_25"
  })
  public String work;

  private Executable executable;

  private static Symbol images(Trace trace, String name) {
    return trace.input(name, IMAGES);
  }

  private static Symbol product(Trace trace) {
    Shape square = Shape.of(1, 512, 512);
    return trace.input("x", square).matMul(trace.input("y", square));
  }

  private static Symbol convolution(Trace trace) {
    Symbol kernels = trace.input("k", KERNELS);
    return trace.apply(new Convolution.Forward(WINDOW), images(trace, "x"), kernels);
  }

  private static Symbol toImages(Trace trace) {
    Symbol kernels = trace.input("k", KERNELS);
    return trace.apply(new Convolution.ToImages(WINDOW, 14, 14), images(trace, "y"), kernels);
  }

  private static Symbol toKernels(Trace trace) {
    var operation = new Convolution.ToKernels(WINDOW);
    return trace.apply(operation, images(trace, "x"), images(trace, "y"));
  }

  /** {@code R R^T + 25 I}. */
  private static Symbol solve(Trace trace) {
    Symbol r = trace.input("x", Shape.of(16, 25, 25));
    Shape shape = r.shape();
    Symbol rows = trace.apply(new Op.Range(shape, 1));
    Symbol columns = trace.apply(new Op.Range(shape, 2));
    Symbol identity = rows.compare(CompareKind.EQUAL, columns);
    Symbol definite = r.matMul(r.transpose(0, 2, 1)).plus(identity.times(25));
    return trace.apply(new Solve(), definite, trace.input("y", Shape.of(16, 25, 5)));
  }

  @Setup
  public void compile() {
    var trace = new Trace();
    trace.output("result", WORK.get(work).apply(trace));
    Program program = trace.program();
    var engine = new OneDnnEngine("auto", 1L << 30);
    executable = engine.compile(new Planner(engine.target()).plan(program));
    for (String name : program.inputs().keySet()) {
      double[] numbers = SampleNumbers.of(Key.of(1).fold(name), program.inputShape(name), false);
      executable.write(name, SampleNumbers.floats(numbers), 0);
    }
  }

  @Benchmark
  public void run() {
    executable.run();
  }

  @TearDown
  public void close() {
    executable.close();
  }
}
