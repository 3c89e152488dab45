package dev.kindling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.program.Op;
import dev.kindling.program.Verifier;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SpreadSumTest {

  private static String rewritten(Function<Trace, Symbol> function) {
    var trace = new Trace();
    trace.output("y", function.apply(trace));
    return new DeadCode().apply(Verifier.verify(new SpreadSum().apply(trace.program()))).text();
  }

  private static Symbol product(Trace trace, String right) {
    Symbol left = trace.input("left" + right, Shape.of(5, 2, 3));
    return trace.apply(new Op.MatMul(true, false), left, trace.input(right, Shape.of(5, 2, 4)));
  }

  @Test
  void aSumOfProductsThatServeNothingElseIsASumOfSums() {
    assertThat(rewritten(trace -> product(trace, "a").plus(product(trace, "b")).sum(0)))
        .contains("[3,4] = reduce_sum{0} %")
        .contains("[3,4] = add")
        .doesNotContain("[5,3,4] = add");
  }

  @Test
  void otherSumsStay() {
    assertThat(rewritten(trace -> product(trace, "a").minus(product(trace, "b")).sum(0)))
        .contains("[5,3,4] = subtract");
    assertThat(rewritten(trace -> product(trace, "a").plus(product(trace, "b")).sum(1)))
        .contains("[5,3,4] = add");
  }

  @Test
  void aProductThatIsNeededForEachTaskStays() {
    assertThat(
            rewritten(
                trace -> {
                  Symbol kept = product(trace, "a");
                  trace.output("kept", kept);
                  return kept.plus(product(trace, "b")).sum(0);
                }))
        .contains("[5,3,4] = add");
  }
}
