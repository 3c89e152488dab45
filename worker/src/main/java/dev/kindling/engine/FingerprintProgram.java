package dev.kindling.engine;

import dev.kindling.differentiate.Gradient;
import dev.kindling.program.Convolution;
import dev.kindling.program.Program;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.program.Window;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;

/**
 * A program with what most of the work of any learner is, of sizes at which kernels differ in the
 * order of their sums: long products, convolutions in both directions, functions and sums of rows.
 */
final class FingerprintProgram {
  private static final int TASKS = 2;
  private static final int ROWS = 33;
  private static final int LONG = 515;
  private static final int WIDTH = 65;
  private static final int SIDE = 12;
  private static final int CHANNELS = 16;
  private static final int FILTERS = 33;

  /** Makes sums so small that every bit of them tells in what is computed of them. */
  private static final double SMALL = 1 / 16d;

  private final Trace trace = new Trace();

  private FingerprintProgram() {}

  static Program written() {
    return new FingerprintProgram().write();
  }

  private Program write() {
    Symbol rows = trace.input("rows", Shape.of(TASKS, ROWS, LONG));
    Symbol weight = trace.input("weight", Shape.of(TASKS, LONG, WIDTH));
    Symbol images = trace.input("images", Shape.of(TASKS, 3, SIDE, SIDE, CHANNELS));
    Symbol kernel = trace.input("kernel", Shape.of(TASKS, 3, 3, CHANNELS, FILTERS));
    Symbol loss = ofProducts(rows.matMul(weight)).plus(ofImages(images, kernel));
    trace.output("loss", loss);
    List<Symbol> variables = List.of(weight, images, kernel);
    List<Symbol> gradients = Gradient.of(loss, variables);
    for (int i = 0; i < gradients.size(); i++) {
      trace.output("gradient" + i, gradients.get(i));
    }
    return trace.program();
  }

  /** The logarithm of the sum of exponentials of each row, as in a softmax. */
  private static Symbol ofProducts(Symbol sums) {
    Symbol products = sums.times(SMALL);
    Symbol hidden = products.unary(UnaryKind.TANH).plus(products.unary(UnaryKind.SIGMOID));
    Symbol greatest = hidden.reduce(ReduceKind.MAX, List.of(2)).stopGradient();
    Symbol shifted = hidden.minus(greatest.broadcast(hidden.shape(), 2));
    return shifted.unary(UnaryKind.EXP).sum(2).unary(UnaryKind.LOG).sumAll();
  }

  private Symbol ofImages(Symbol images, Symbol kernel) {
    var forward = new Convolution.Forward(new Window(3, 3, 1, 1));
    Symbol responses = trace.apply(forward, images, kernel).times(SMALL).unary(UnaryKind.TANH);
    Symbol squares = responses.square().sum(2, 3);
    return squares.plus(squares.alike(1)).unary(UnaryKind.SQRT).sumAll();
  }
}
