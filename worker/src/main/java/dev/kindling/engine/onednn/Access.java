package dev.kindling.engine.onednn;

import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a sweep reads one operand: which one, and its stride along each axis of the result, 0 where
 * it is repeated.
 */
record Access(int operand, List<Integer> strides) {

  static Access direct(int operand, Shape shape) {
    return repeated(operand, shape, shape.rank(), List.of());
  }

  /** An operand that stands still along {@code axes} of a result of {@code rank}. */
  static Access repeated(int operand, Shape shape, int rank, List<Integer> axes) {
    var inner = Arrays.stream(shape.strides()).iterator();
    List<Integer> strides = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      strides.add(axes.contains(axis) ? 0 : inner.next());
    }
    return new Access(operand, List.copyOf(strides));
  }
}
