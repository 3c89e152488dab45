package dev.kindling.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.tensor.Shape;
import org.junit.jupiter.api.Test;

class TraceTest {
  @Test
  void javaOverSymbolsBecomesAProgram() {
    var trace = new Trace();
    Symbol x = trace.input("x", Shape.of(2, 3));
    trace.output("y", x.times(2).sum(1).plus(x.sumFrom(1)).sumAll());
    assertThat(trace.program().text())
        .isEqualTo(
            """
            %0 [2,3] = input x
            %1 [2,3] = constant 2.0
            %2 [2,3] = multiply %0 %1
            %3 [2] = reduce_sum{1} %2
            %4 [2] = reduce_sum{1} %0
            %5 [2] = add %3 %4
            %6 [] = reduce_sum{0} %5
            output y = %6
            """);
  }

  @Test
  void symbolsOfTwoTracesDoNotMix() {
    Symbol mine = new Trace().input("x", Shape.of(2));
    Symbol other = new Trace().input("x", Shape.of(2));
    assertThatThrownBy(() -> mine.plus(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a symbol of another trace, of shape [2], is used here");
  }

  @Test
  void aProgramThatGrowsTooLongIsRefused() {
    var trace = new Trace();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= 200_000; i++) {
                trace.constant(i, Shape.of());
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a program has at most 200000 instructions but this one needs more");
    assertThatThrownBy(() -> trace.requireRoom(1000, 201))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a program has at most 200000 instructions but 1000 inner steps of 201 make more");
    trace.requireRoom(1000, 200);
  }
}
