package dev.kindling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.program.Program;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.program.Verifier;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What runs in one sweep, and what does not. */
class FusionTest {
  private static final Target TARGET = new Target(Set.of(UnaryKind.EXP), 16, 1 << 20);

  /** Takes all values as too large for caches. */
  private static final Target LARGE =
      new Target(Set.of(UnaryKind.EXP), 16, 1 << 20, Target.Elementwise.FUSED, 1);

  private static String text(Rewrite rewrite, Function<Trace, Symbol> function) {
    var trace = new Trace();
    trace.output("y", function.apply(trace));
    Program rewritten = Verifier.verify(rewrite.apply(trace.program()));
    return new DeadCode().apply(rewritten).text();
  }

  private static Symbol x(Trace trace) {
    return trace.input("x", Shape.of(2, 3));
  }

  @Test
  void elementwiseOperationsRunInOneSweep() {
    assertThat(
            text(
                new Fusion(TARGET),
                trace -> x(trace).square().plus(x(trace)).unary(UnaryKind.RELU).times(3)))
        .isEqualTo(
            """
            %0 [2,3] = input x
            %1 [2,3] = fused(multiply add relu constant 3.0 multiply) %0
            output y = %1
            """);
  }

  @Test
  void aValueThatIsUsedTwiceIsASweepOfItsOwn() {
    assertThat(
            text(
                new Fusion(TARGET),
                trace -> {
                  Symbol square = x(trace).square();
                  return square.plus(x(trace)).times(square.minus(x(trace)));
                }))
        .contains("%1 [2,3] = fused(multiply) %0")
        .contains("%2 [2,3] = fused(add subtract multiply) %1 %0");
  }

  @Test
  void comparisonsAndBroadcastsJoinEverySweep() {
    assertThat(
            text(
                new Fusion(TARGET),
                trace -> {
                  Symbol row = trace.input("row", Shape.of(3)).broadcast(Shape.of(2, 3), 0);
                  Symbol mask = x(trace).greaterThan(0);
                  Symbol first = mask.select(row, x(trace));
                  return first.sum(0).plus(mask.times(first).sum(0));
                }))
        .doesNotContain("fused(broadcast{0})")
        .contains("fused(constant 0.0 greater broadcast{0} select)")
        .contains("fused(constant 0.0 greater multiply)");
  }

  @Test
  void whatTheEngineHasAKernelForStaysAlone() {
    assertThat(text(new Fusion(TARGET), trace -> x(trace).square().unary(UnaryKind.EXP).times(2)))
        .contains("%1 [2,3] = fused(multiply) %0")
        .contains("%2 [2,3] = exp %1");
  }

  @Test
  void aSweepHasAnEnd() {
    String text =
        text(
            new Fusion(TARGET),
            trace -> {
              Symbol sum = x(trace);
              for (int i = 0; i < 40; i++) {
                sum = sum.plus(trace.input("x" + i, Shape.of(2, 3)));
              }
              return sum;
            });
    List<String> sweeps = text.lines().filter(line -> line.contains("fused")).toList();
    assertThat(sweeps).hasSizeBetween(4, 8);
  }

  private static Symbol wide(Trace trace, String name) {
    return trace.input(name, Shape.of(5, 16));
  }

  @Test
  void aSumRunsInTheSweepThatMakesItsOperand() {
    Function<Trace, Symbol> squares = trace -> wide(trace, "x").square().sum(0);
    assertThat(text(new Fusion(LARGE), squares))
        .contains("%1 [16] = fused(multiply reduce_sum{0}) %0");
    assertThat(text(new Fusion(TARGET), squares)).contains("%2 [16] = reduce_sum{0} %1");
    assertThat(text(new Fusion(LARGE), trace -> wide(trace, "x").square().sum(1)))
        .contains("%2 [5] = reduce_sum{1} %1");
    assertThat(
            text(
                new Fusion(LARGE),
                trace -> wide(trace, "x").square().reduce(ReduceKind.MAX, List.of(0))))
        .contains("%2 [16] = reduce_max{0} %1");
  }

  @Test
  void sweepsThatReadTheSameRunAsOne() {
    assertThat(
            text(
                new Fusion(LARGE),
                trace -> {
                  Symbol product = wide(trace, "x").times(wide(trace, "z"));
                  Symbol sum = wide(trace, "x").sum(0);
                  return product.unary(UnaryKind.EXP).plus(sum.broadcast(Shape.of(5, 16), 0));
                }))
        .contains("fused(multiply reduce_sum{0}) %0 %1")
        .contains("[16] = result 1 of %2");
  }

  @Test
  void aSweepThatNeedsAnothersSumRunsAfterIt() {
    assertThat(
            text(
                new Fusion(LARGE),
                trace -> {
                  Symbol x = wide(trace, "x");
                  return x.minus(x.sum(0).broadcast(Shape.of(5, 16), 0)).square();
                }))
        .contains("%1 [16] = fused(reduce_sum{0}) %0")
        .contains("%2 [5,16] = fused(broadcast{0} subtract multiply) %0 %1");
  }

  @Test
  void aValueThatIsCheapToReadAgainIsNeverStored() {
    Function<Trace, Symbol> twice =
        trace -> {
          Symbol square = wide(trace, "x").square();
          return square.plus(wide(trace, "z")).sum(0).plus(square.minus(wide(trace, "w")).sum(0));
        };
    assertThat(text(new Fusion(LARGE), twice)).doesNotContain("[5,16] = fused");
    assertThat(text(new Fusion(TARGET), twice)).contains("%1 [5,16] = fused(multiply) %0");
  }
}
