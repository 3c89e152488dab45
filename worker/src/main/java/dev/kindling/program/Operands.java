package dev.kindling.program;

import dev.kindling.tensor.Shape;
import java.util.List;

/** The checks that operations make of their operands, and what a failed one says. */
final class Operands {
  private Operands() {}

  static void expectCount(Op op, List<Shape> operands, int count) {
    expect(op, operands, operands.size() == count, count + " operands");
  }

  static Shape expectSame(Op op, List<Shape> operands) {
    Shape first = operands.get(0);
    expect(op, operands, operands.stream().allMatch(first::equals), "operands of one shape");
    return first;
  }

  static void expectAxes(Op op, List<Integer> axes, Shape shape) {
    boolean within = axes.stream().allMatch(axis -> axis >= 0 && axis < shape.rank());
    expect(op, List.of(shape), within, "axes of " + shape);
  }

  static List<Integer> sortedAxes(List<Integer> axes) {
    List<Integer> sorted = axes.stream().distinct().sorted().toList();
    if (sorted.isEmpty() || sorted.size() != axes.size()) {
      throw new IllegalArgumentException("axes must be distinct and at least one but are " + axes);
    }
    return sorted;
  }

  static void expect(Op op, List<Shape> operands, boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(op + " expects " + expected + " but got " + operands);
    }
  }
}
