package dev.kindling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Target TARGET = new Target(Set.of(), 16, 1 << 30);
  private static final TaskShape TASKS = new TaskShape(List.of(3), List.of(1), 10, 10);

  private static Program maml(int steps, int tasks) {
    var model = new MlpSettings(List.of(40, 40), Activation.RELU);
    return EpisodePrograms.of(new MamlSettings(steps, 0.01, 2), model, TASKS).training(tasks);
  }

  private static Plan plan(Program program) {
    return new Planner(TARGET).plan(program);
  }

  @Test
  void noBufferIsWrittenOverBeforeItsLastReader() {
    var occupancy = new Occupancy(plan(maml(3, 64)));
    assertThat(occupancy.clashes()).isEmpty();
    assertThat(occupancy.aliases()).isPositive();
    assertThat(occupancy.furtherResults()).isPositive();
    assertThat(occupancy.inPlace()).isPositive();
  }

  /** One target takes all values as too large for caches, so that sweeps have many results. */
  @Test
  void noBufferOfAnOddProgramIsWrittenOverEither() {
    var eager = new Target(Set.of(), 16, 1 << 30, Target.Elementwise.FUSED, 1);
    for (int seed = 0; seed < 200; seed++) {
      Program program = RandomProgram.of(Key.of(seed).fold("program"));
      for (Target target : List.of(TARGET, eager)) {
        Plan plan = new Planner(target).plan(program);
        assertThat(new Occupancy(plan).clashes()).as("seed %s\n%s", seed, plan.text()).isEmpty();
      }
    }
  }

  @Test
  void buffersAreAlignedAndInsideTheArena() {
    Plan plan = plan(maml(2, 3));
    for (int i = 0; i < plan.program().size(); i++) {
      assertThat(plan.offsets().get(i) % 16).isZero();
      assertThat(plan.offsets().get(i) + plan.program().shape(i).size())
          .isLessThanOrEqualTo(plan.arenaFloats());
    }
  }

  @Test
  void memoryIsSharedByWhatIsNeverAliveTogether() {
    Plan plan = plan(maml(5, 8));
    long separate =
        plan.program().instructions().stream()
            .filter(instruction -> !(instruction.op() instanceof Op.Reshape))
            .mapToLong(instruction -> instruction.shape().size())
            .sum();
    assertThat(plan.arenaFloats()).isLessThan(separate / 2);
  }

  @Test
  void flopsAreCountedAsTheFormulasSay() {
    var trace = new Trace();
    Symbol left = trace.input("left", Shape.of(2, 3, 5));
    Symbol product = left.matMul(trace.input("right", Shape.of(2, 5, 7)));
    trace.output("y", product.square().sumAll());
    Plan plan = plan(trace.program());
    assertThat(plan.flopsByKind())
        .containsEntry("MatMul", 2L * 2 * 3 * 5 * 7)
        .containsEntry("Fused", 42L)
        .containsEntry("Reduce", 42L);
    assertThat(plan.cost().flops()).isEqualTo(420 + 42 + 42);
    assertThat(plan.cost().bytes()).isEqualTo(4 * (30 + 70 + 42 + 42 + 42 + 42 + 1));
    assertThat(plan.kernels()).isEqualTo(3);
  }

  /** Products dominate: per step about 9 per layer (3 for the gradient, 6 for its gradient). */
  @Test
  void workGrowsLinearlyInTasksAndSteps() {
    double once = plan(maml(2, 8)).cost().flops();
    assertThat(plan(maml(2, 16)).cost().flops() / once).isBetween(1.9, 2.1);
    double more = plan(maml(4, 8)).cost().flops() - once;
    double most = plan(maml(6, 8)).cost().flops() - once;
    assertThat(most / more).isBetween(1.98, 2.02);
  }

  @Test
  void theTextShowsEachBuffer() {
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(2)).square().reshape(Shape.of(1, 2)));
    assertThat(plan(trace.program()).text())
        .isEqualTo(
            """
            %0 [2] = input x  @0
            %1 [2] = fused(multiply) %0  @64
            %2 [1,2] = reshape %1  @64 alias
            output y = %2
            """);
  }

  private static boolean writesOver(int columns, Function<Symbol, Symbol> function) {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(1, 8, 8));
    Symbol product = x.matMul(trace.input("w", Shape.of(1, 8, columns)));
    trace.output("y", function.apply(product));
    Plan plan = plan(trace.program());
    List<Integer> sweeps =
        IntStream.range(0, plan.program().size())
            .filter(i -> plan.program().at(i).op() instanceof Op.Fused)
            .boxed()
            .toList();
    int first = sweeps.get(0);
    return plan.program().at(first).operands().stream()
        .anyMatch(operand -> plan.offsets().get(operand).equals(plan.offsets().get(first)));
  }

  @Test
  void aSweepWritesOverAnOperandThatDies() {
    assertThat(writesOver(64, Symbol::square)).isTrue();
  }

  @Test
  void aSweepNeverWritesOverWhatItVisitsTwiceOrWhatIsReadAgain() {
    assertThat(writesOver(40, Symbol::square)).isFalse();
    assertThat(writesOver(64, x -> x.square().matMul(x.transpose(0, 2, 1)))).isFalse();
    var whole = Shape.of(1, 8, 64);
    assertThat(writesOver(64, x -> x.plus(x.sum(1).broadcast(whole, 1)).negate())).isTrue();
    var trace = new Trace();
    trace.output("y", trace.input("x", Shape.of(64)).square());
    Plan plan = plan(trace.program());
    assertThat(plan.offsets().get(1)).isNotEqualTo(plan.offsets().get(0));
  }
}
