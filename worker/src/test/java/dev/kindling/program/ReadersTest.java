package dev.kindling.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadersTest {
  private static final Shape PAIR = Shape.of(2);

  @Test
  void readersComeInOrderAndAsOftenAsTheyRead() {
    var trace = new Trace();
    Symbol x = trace.input("x", PAIR);
    Symbol y = trace.input("unread", PAIR);
    Symbol square = x.times(x);
    trace.output("sum", square.plus(x));
    var readers = new Readers(trace.program());
    assertThat(readers.of(x.place())).containsExactly(2, 2, 3);
    assertThat(readers.of(y.place())).isEmpty();
    assertThat(readers.of(square.place())).containsExactly(3);
    assertThat(readers.of(3)).isEmpty();
  }

  @Test
  void furtherResultsOfASweepAreThoseOfNoOther() {
    var body = new ProgramBuilder();
    int in = body.add(new Op.Input("0", PAIR), List.of());
    body.output("result", body.add(new Op.Unary(UnaryKind.NEGATE), List.of(in)));
    body.output("result1", body.add(new Op.Unary(UnaryKind.RELU), List.of(in)));
    var sweep = new Op.Fused(body.build());
    List<Instruction> instructions =
        List.of(
            new Instruction(new Op.Input("x", PAIR), List.of(), PAIR),
            new Instruction(sweep, List.of(0), PAIR),
            new Instruction(sweep, List.of(1), PAIR),
            new Instruction(new Op.Result(1, PAIR), List.of(1), PAIR),
            new Instruction(new Op.Result(1, PAIR), List.of(2), PAIR));
    var readers = new Readers(Verifier.verify(new Program(instructions, Map.of("y", 4))));
    assertThat(readers.results(1)).containsExactly(3);
    assertThat(readers.results(2)).containsExactly(4);
    assertThat(readers.results(0)).isEmpty();
  }
}
