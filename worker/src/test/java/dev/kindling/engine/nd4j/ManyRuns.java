package dev.kindling.engine.nd4j;

import dev.kindling.check.OperationCase;
import dev.kindling.check.OperationCases;
import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;

/** Prints by how many bytes a process grows over runs of every operation, then over openings. */
final class ManyRuns {
  private static final int LARGE = 1 << 20;

  private final Engine engine = new Nd4jEngine(1 << 28);
  private final float[] values = new float[LARGE];

  private ManyRuns() {}

  public static void main(String[] arguments) {
    var runs = new ManyRuns();
    List<Executable> every = cases().stream().map(runs::open).toList();
    System.out.println(growth(1_000, 10_000, () -> every.forEach(Executable::run)));
    every.forEach(Executable::close);
    System.out.println(growth(20, 200, runs::openAndClose));
  }

  private static long growth(int before, int times, Runnable work) {
    repeat(before, work);
    long start = Pointer.physicalBytes();
    repeat(times, work);
    return Pointer.physicalBytes() - start;
  }

  private static void repeat(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }

  /** The last case of each operation, which is seldom the smallest. */
  private static List<OperationCase> cases() {
    Map<String, OperationCase> cases = new LinkedHashMap<>();
    OperationCases.all().forEach(one -> cases.put(one.label(), one));
    return List.copyOf(cases.values());
  }

  private Executable open(OperationCase one) {
    Program program = one.program();
    Executable executable = engine.compile(new Planner(engine.target()).plan(program));
    one.numbers(program)
        .forEach((name, numbers) -> executable.write(name, SampleNumbers.floats(numbers), 0));
    return executable;
  }

  private void openAndClose() {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(LARGE)).square());
    try (Executable executable =
        engine.compile(new Planner(engine.target()).plan(trace.program()))) {
      executable.write("x", values, 0);
      executable.run();
      executable.read("y", values, 0);
    }
  }
}
