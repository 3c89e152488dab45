package dev.kindling.engine.nd4j;

import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where a tensor begins in the arena and how far apart neighbours along each axis lie. */
record Layout(long start, List<Integer> dimensions, List<Integer> strides) {
  Layout {
    dimensions = List.copyOf(dimensions);
    strides = List.copyOf(strides);
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  static Layout rowMajor(long start, Shape shape) {
    return new Layout(start, list(shape.dimensions()), list(shape.strides()));
  }

  /** The part of the given {@code dimensions} that begins at {@code starts}. */
  Layout part(List<Integer> starts, List<Integer> dimensions) {
    long first = start;
    for (int axis = 0; axis < starts.size(); axis++) {
      first += (long) starts.get(axis) * strides.get(axis);
    }
    return new Layout(first, dimensions, strides);
  }

  /** The same start and dimensions, with every {@code step}-th place along {@code axes}. */
  Layout every(int step, List<Integer> axes) {
    List<Integer> wider = new ArrayList<>(strides);
    axes.forEach(axis -> wider.set(axis, step * strides.get(axis)));
    return new Layout(start, dimensions, wider);
  }

  Layout transposed(List<Integer> permutation) {
    return new Layout(
        start,
        permutation.stream().map(dimensions::get).toList(),
        permutation.stream().map(strides::get).toList());
  }

  /** This tensor seen as one of {@code shape}, repeated along {@code axes}. */
  Layout repeated(Shape shape, List<Integer> axes) {
    List<Integer> still = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
    int next = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!axes.contains(axis)) {
        still.set(axis, strides.get(next++));
      }
    }
    return new Layout(start, list(shape.dimensions()), still);
  }
}
