package dev.kindling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.check.MetaGradientCheck;
import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Executable;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.program.Program;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecomputationTest {
  private static final long PLENTY = 1L << 40;

  private final OneDnnEngine engine = new OneDnnEngine("auto", PLENTY);

  private static Program maml(int steps, int side) {
    var shape = new TaskShape(List.of(side, side, 3), List.of(), 6, 6, 3);
    var model = new Conv4Settings(8, Reduction.POOL);
    return EpisodePrograms.of(new MamlSettings(steps, 0.01, 2), model, shape).training(2);
  }

  private Plan plan(Program program, long bytes) {
    return new Planner(engine.target()).plan(program, bytes);
  }

  /** Two stretches, each with an exponential inside, and a result that needs both exponentials. */
  private static Program twoStretches() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(2));
    Symbol first = x.unary(UnaryKind.EXP);
    Symbol kept = first.negate().keep(0);
    Symbol second = kept.unary(UnaryKind.EXP);
    Symbol last = second.negate().keep(1);
    trace.output("y", last.plus(second).plus(first));
    return trace.program();
  }

  @Test
  void whatIsNeededAfterTheLastStretchIsComputedAgain() {
    assertThat(Recomputation.stretches(twoStretches())).isEqualTo(2);
    assertThat(Recomputation.of(twoStretches(), 2).text())
        .isEqualTo(
            """
            %0 [2] = input x
            %1 [2] = exp %0
            %2 [2] = negate %1
            %3 [2] = keep{0} %2
            %4 [2] = exp %3
            %5 [2] = negate %4
            %6 [2] = keep{1} %5
            %7 [2] = exp %3
            %8 [2] = add %6 %7
            %9 [2] = exp %0
            %10 [2] = add %8 %9
            output y = %10
            """);
  }

  @Test
  void laterStretchesAreKeptWhereTheFirstAreEnough() {
    assertThat(Recomputation.of(twoStretches(), 1).text())
        .contains("%7 [2] = add %6 %4\n%8 [2] = exp %0\n")
        .hasLineCount(11);
  }

  @Test
  void nothingIsComputedAgainUnasked() {
    assertThat(Recomputation.of(twoStretches(), 0)).isEqualTo(twoStretches());
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(2)).unary(UnaryKind.EXP).square());
    assertThat(Recomputation.stretches(trace.program())).isZero();
    assertThat(Recomputation.of(trace.program(), 0)).isEqualTo(trace.program());
  }

  @Test
  void noMoreStretchesAreComputedAgainThanTheMemoryAsks() {
    Program program = maml(4, 16);
    long all = plan(program, PLENTY).arenaBytes();
    long least = plan(program, 1).arenaBytes();
    assertThat(plan(program, all).recomputed()).isZero();
    assertThat(plan(program, 1).recomputed()).isEqualTo(4);
    Plan between = plan(program, (all + least) / 2);
    assertThat(between.recomputed()).isBetween(1, 3);
    assertThat(between.arenaBytes()).isBetween(least, (all + least) / 2);
  }

  @Test
  void memoryStaysFlatAsInnerStepsGrow() {
    long few = plan(maml(5, 32), 1).arenaBytes();
    long many = plan(maml(20, 32), 1).arenaBytes();
    assertThat((double) many / few).isBetween(1.0, 1.1);
    long kept = plan(maml(20, 32), PLENTY).arenaBytes();
    assertThat((double) kept / many).isGreaterThan(4);
  }

  @Test
  void theResultKeepsItsBits() {
    Program program = maml(3, 16);
    Map<String, double[]> at = MetaGradientCheck.numbers(program, Key.of(3));
    Plan all = plan(program, PLENTY);
    Plan again = plan(program, 1);
    assertThat(again.kernels()).isGreaterThan(all.kernels());
    var expected = ReferenceEngine.evaluate(all.program(), at);
    var actual = ReferenceEngine.evaluate(again.program(), at);
    expected.forEach((name, values) -> assertThat(actual.get(name)).containsExactly(values));
    var floats = run(all, at);
    run(again, at).forEach((name, values) -> assertThat(values).containsExactly(floats.get(name)));
  }

  private Map<String, float[]> run(Plan plan, Map<String, double[]> at) {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    try (Executable executable = engine.compile(plan)) {
      at.forEach((name, values) -> executable.write(name, SampleNumbers.floats(values), 0));
      executable.run();
      for (String name : plan.program().outputs().keySet()) {
        float[] values = new float[plan.program().outputShape(name).size()];
        executable.read(name, values, 0);
        outputs.put(name, values);
      }
    }
    return outputs;
  }
}
