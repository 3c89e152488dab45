package dev.kindling.plan;

import dev.kindling.differentiate.Gradient;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A program that nobody would write, drawn from a key: each seed gives another one. On whole
 * numbers all its results are small whole numbers, which floats hold exactly, so that ties are ties
 * on every engine.
 */
final class RandomProgram {
  private static final List<Integer> EXTENTS = List.of(1, 1, 2, 3, 5, 17, 32);
  private static final List<UnaryKind> WHOLE = List.of(UnaryKind.NEGATE, UnaryKind.RELU);
  private static final List<BinaryKind> TAME =
      List.of(
          BinaryKind.ADD,
          BinaryKind.SUBTRACT,
          BinaryKind.MULTIPLY,
          BinaryKind.MAXIMUM,
          BinaryKind.MINIMUM);
  private static final int MOST_ELEMENTS = 6000;

  private final Trace trace = new Trace();
  private final List<Symbol> symbols = new ArrayList<>();
  private final Key key;
  private long counter;

  private RandomProgram(Key key) {
    this.key = key;
  }

  static Program of(Key key) {
    var program = new RandomProgram(key);
    int inputs = 1 + program.below(4);
    for (int i = 0; i < inputs; i++) {
      program.symbols.add(program.trace.input("x" + i, program.shape(program.below(5))));
    }
    int operations = 3 + program.below(40);
    for (int i = 0; i < operations; i++) {
      program.symbols.add(bounded(program.operation(program.any())));
    }
    return program.finished(inputs);
  }

  /** Some results, the last one's gradient, and now and then a plain input. */
  private Program finished(int inputs) {
    Symbol last = symbols.get(symbols.size() - 1);
    List<Symbol> gradients = Gradient.of(last.sumAll(), symbols.subList(0, inputs));
    for (int i = 0; i < inputs; i++) {
      trace.output("gradient" + i, gradients.get(i));
    }
    for (int i = 0; i < 1 + below(4); i++) {
      trace.output("result" + i, any());
    }
    trace.output("last", last);
    return trace.program();
  }

  private static Symbol bounded(Symbol x) {
    return x.binary(BinaryKind.MINIMUM, x.alike(4)).binary(BinaryKind.MAXIMUM, x.alike(-4));
  }

  private int below(int bound) {
    return (int) key.below(counter++, bound);
  }

  private <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  private Symbol any() {
    return of(symbols);
  }

  private Symbol alike(Symbol x) {
    return of(symbols.stream().filter(other -> other.shape().equals(x.shape())).toList());
  }

  private Shape shape(int rank) {
    Shape shape = Shape.of(IntStream.range(0, rank).map(i -> of(EXTENTS)).toArray());
    return shape.size() > MOST_ELEMENTS ? Shape.of(17) : shape;
  }

  private Symbol operation(Symbol x) {
    return switch (below(11)) {
      case 0, 1 -> x.binary(of(TAME), alike(x));
      case 2 -> x.unary(of(WHOLE));
      case 3 -> x.compare(CompareKind.GREATER, alike(x)).select(alike(x), alike(x));
      case 4 -> x.greaterThan(below(3) - 1);
      case 5, 6 -> x.shape().rank() == 0 ? x : x.reduce(reduction(), axes(x.shape().rank()));
      case 7 -> repeated(x);
      case 8 -> moved(x);
      case 9 -> product();
      default -> trace.constant(below(3) - 1, x.shape());
    };
  }

  private ReduceKind reduction() {
    return of(List.of(ReduceKind.SUM, ReduceKind.SUM, ReduceKind.MAX));
  }

  private List<Integer> axes(int rank) {
    List<Integer> axes = IntStream.range(0, rank).filter(i -> below(2) == 0).boxed().toList();
    return axes.isEmpty() ? List.of(below(rank)) : axes;
  }

  private Symbol repeated(Symbol x) {
    int axis = below(x.shape().rank() + 1);
    List<Integer> dimensions = new ArrayList<>();
    IntStream.of(x.shape().dimensions()).forEach(dimensions::add);
    dimensions.add(axis, 1 + below(4));
    Shape target = Shape.of(dimensions);
    return target.size() > MOST_ELEMENTS || target.rank() > 6 ? x : x.broadcast(target, axis);
  }

  private Symbol moved(Symbol x) {
    int rank = x.shape().rank();
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    List<Integer> starts = new ArrayList<>();
    int[] part = x.shape().dimensions();
    for (int axis = 0; axis < rank; axis++) {
      order.add(below(rank), order.remove(0));
      starts.add(below(part[axis]));
      part[axis] = 1 + below(part[axis] - starts.get(axis));
    }
    return switch (below(4)) {
      case 0 -> x.transpose(order.toArray(Integer[]::new));
      case 1 -> trace.apply(new Movement.Slice(starts, Shape.of(part)), x);
      case 2 -> {
        Symbol slice = trace.apply(new Movement.Slice(starts, Shape.of(part)), x);
        yield trace.apply(new Movement.Pad(starts, x.shape()), slice);
      }
      default -> x.reshape(Shape.of(1, x.shape().size()));
    };
  }

  /** A product with fresh operands, some of which all of the batch share. */
  private Symbol product() {
    int rows = of(EXTENTS);
    int columns = of(EXTENTS);
    int batch = of(EXTENTS);
    int inner = of(EXTENTS);
    boolean left = below(2) == 0;
    boolean right = below(2) == 0;
    Symbol a = operand(batch, left ? inner : rows, left ? rows : inner);
    Symbol b = operand(batch, right ? columns : inner, right ? inner : columns);
    Symbol product = trace.apply(new Op.MatMul(left, right), a, b);
    return below(2) == 0 ? product : product.sum(0);
  }

  private Symbol operand(int batch, int rows, int columns) {
    String name = "m" + counter;
    return below(3) == 0
        ? trace.input(name, Shape.of(rows, columns)).repeat(batch)
        : trace.input(name, Shape.of(batch, rows, columns));
  }
}
