package dev.kindling.tensor;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The dimensions of a tensor, outermost first; the scalar has none. Immutable. */
public final class Shape implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] dimensions;
  private final int size;

  private Shape(int[] dimensions) {
    this.dimensions = dimensions;
    this.size = checkedSize(dimensions);
  }

  public static Shape of(int... dimensions) {
    return new Shape(dimensions.clone());
  }

  public static Shape of(List<Integer> dimensions) {
    return new Shape(dimensions.stream().mapToInt(Integer::intValue).toArray());
  }

  private static int checkedSize(int[] dimensions) {
    long size = 1;
    for (int dimension : dimensions) {
      size *= dimension;
      if (dimension < 1 || size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a shape has dimensions of at least 1 and at most 2147483647 elements but is "
                + Arrays.toString(dimensions));
      }
    }
    return (int) size;
  }

  public int rank() {
    return dimensions.length;
  }

  public int dimension(int axis) {
    return dimensions[axis];
  }

  /** The number of elements. */
  public int size() {
    return size;
  }

  public int[] dimensions() {
    return dimensions.clone();
  }

  /** This shape with {@code dimension} put in front. */
  public Shape prepend(int dimension) {
    return new Shape(IntStream.concat(IntStream.of(dimension), IntStream.of(dimensions)).toArray());
  }

  /** This shape without the given axes. */
  public Shape without(Collection<Integer> axes) {
    Set<Integer> dropped = Set.copyOf(axes);
    return new Shape(
        IntStream.range(0, rank())
            .filter(axis -> !dropped.contains(axis))
            .map(this::dimension)
            .toArray());
  }

  /** Row-major strides in elements. */
  public int[] strides() {
    int[] strides = new int[rank()];
    int stride = 1;
    for (int axis = rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dimensions[axis];
    }
    return strides;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  @Override
  public String toString() {
    return Arrays.toString(dimensions).replace(" ", "");
  }
}
