package dev.kindling.speed;

import dev.kindling.benchmark.Benchmark;
import dev.kindling.benchmark.Workload;
import dev.kindling.episode.EngineSettings;
import java.util.concurrent.TimeUnit;
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

/** Whole outer steps on one thread: the work of {@code kindling bench}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 3, time = 4)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class MetaStepBenchmark {
  @Param({"waves", "sinusoid", "recsys", "omniglot", "omniglot20", "mini"})
  public String workload;

  private Benchmark steps;

  @Setup
  public void compile() {
    steps = new Benchmark(Workload.named(workload), new EngineSettings("onednn", "auto", "16g"), 1);
  }

  @org.openjdk.jmh.annotations.Benchmark
  public void step() {
    steps.step();
  }

  @TearDown
  public void close() {
    steps.close();
  }
}
