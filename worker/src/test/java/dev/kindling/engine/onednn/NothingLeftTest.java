package dev.kindling.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.engine.Workspace;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Trace;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Memory outside the heap is given back, by workspaces that grow and by those that are closed. */
class NothingLeftTest {
  private static final int NUMBERS = 1 << 22;
  private static final int ROUNDS = 24;

  private final Engine engine = new OneDnnEngine("auto", 1 << 28);

  private Plan twice(int size) {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(size)).times(2));
    return new Planner(engine.target()).plan(trace.program());
  }

  private static void run(Executable executable, float[] numbers) {
    executable.write("x", numbers, 0);
    executable.run();
  }

  private void round(Plan small, Plan large, float[] numbers) {
    try (Workspace workspace = engine.workspace()) {
      Executable first = workspace.compile(small);
      run(first, numbers);
      Executable second = workspace.compile(large);
      run(second, numbers);
      run(first, numbers);
      first.close();
      second.close();
    }
  }

  /** Each round holds 50 MB at least, so that any block that stayed would be seen. */
  @Test
  void roundAfterRoundTakesNoMore() {
    Plan small = twice(NUMBERS / 2);
    Plan large = twice(NUMBERS);
    float[] numbers = new float[NUMBERS];
    round(small, large, numbers);
    long before = Pointer.physicalBytes();
    for (int i = 0; i < ROUNDS; i++) {
      round(small, large, numbers);
    }
    long more = Pointer.physicalBytes() - before;
    assertThat(more).isLessThan(engine.footprint(small).shared() * ROUNDS / 4);
  }
}
