package dev.kindling.engine.onednn;

import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The fewest loops that visit every element of a result: neighbouring axes along which each operand
 * advances evenly, or stands still, become one.
 */
final class LoopNest {
  private static final int FEW = 8;

  private final List<Integer> extents = new ArrayList<>();
  private final List<int[]> strides = new ArrayList<>();

  /**
   * Loops over {@code shape}, at least {@code fewest} of them.
   *
   * @param accesses hold strides along the axes of {@code shape}; the {@code results} come first
   */
  LoopNest(Shape shape, List<Access> accesses, int results, int fewest) {
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.dimension(axis) > 1) {
        append(shape.dimension(axis), stridesAlong(axis, accesses));
      }
    }
    if (extents.isEmpty() || leaps(strides.get(depth() - 1), results)) {
      extents.add(1);
      strides.add(new int[accesses.size()]);
    }
    while (extents.size() < fewest) {
      extents.add(0, 1);
      strides.add(0, new int[accesses.size()]);
    }
    lengthenRows();
  }

  /** Swaps the loop outside the innermost, if it is short, with a longer one around it. */
  private void lengthenRows() {
    int rows = depth() - 2;
    if (rows > 0 && extents.get(rows) < FEW && extents.get(rows - 1) > extents.get(rows)) {
      Collections.swap(extents, rows, rows - 1);
      Collections.swap(strides, rows, rows - 1);
    }
  }

  private static int[] stridesAlong(int axis, List<Access> accesses) {
    return accesses.stream().mapToInt(access -> access.strides().get(axis)).toArray();
  }

  /**
   * Whether a loop cannot be the innermost, which writes neighbours, and reads neighbours or stands
   * still.
   */
  private static boolean leaps(int[] innermost, int results) {
    return Arrays.stream(innermost).anyMatch(stride -> stride > 1)
        || Arrays.stream(innermost, 0, results).anyMatch(stride -> stride == 0);
  }

  private void append(int extent, int[] next) {
    int last = extents.size() - 1;
    if (last >= 0 && continues(strides.get(last), next, extent)) {
      extents.set(last, extents.get(last) * extent);
      strides.set(last, next);
      return;
    }
    extents.add(extent);
    strides.add(next);
  }

  private static boolean continues(int[] outer, int[] inner, int extent) {
    for (int i = 0; i < outer.length; i++) {
      if (outer[i] != inner[i] * extent) {
        return false;
      }
    }
    return true;
  }

  int depth() {
    return extents.size();
  }

  /** How many elements lie from an access's first to its last. */
  long reach(int access) {
    long last = 0;
    for (int loop = 0; loop < depth(); loop++) {
      last += (extents.get(loop) - 1L) * strides.get(loop)[access];
    }
    return last + 1;
  }

  long elements() {
    return extents.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  int rowLength() {
    return extents.get(depth() - 1);
  }

  /** Whether the access advances in the innermost loop; if not, one number serves all of it. */
  boolean advances(int access) {
    return advances(depth() - 1, access);
  }

  boolean advances(int loop, int access) {
    return strides.get(loop)[access] != 0;
  }

  /** Where {@link #parameters} hold the step of an access in an outer loop. */
  int step(int loop, int access) {
    return depth() + loop * strides.get(loop).length + access;
  }

  /** The numbers that {@link SweepCode#run} takes. */
  int[] parameters() {
    List<Integer> parameters = new ArrayList<>(extents);
    parameters.set(depth() - 1, extents.get(depth() - 1) * Float.BYTES);
    for (int loop = 0; loop < depth() - 1; loop++) {
      for (int stride : strides.get(loop)) {
        parameters.add(stride * Float.BYTES);
      }
    }
    return parameters.stream().mapToInt(Integer::intValue).toArray();
  }
}
