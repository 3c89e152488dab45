package dev.kindling.engine.host;

import dev.kindling.program.Random;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import java.nio.FloatBuffer;

/** The kernels that move or draw whole rows. */
public final class RowKernels {
  private RowKernels() {}

  /** Reads the rows of {@code table} at {@code places}; NaN where there is no such row. */
  public static Runnable gather(
      Shape tables, FloatBuffer table, FloatBuffer places, FloatBuffer result) {
    int rows = tables.dimension(1);
    int width = tables.dimension(2);
    int perTask = places.capacity() / tables.dimension(0);
    return () -> {
      for (int i = 0; i < places.capacity(); i++) {
        int row = row(places.get(i), rows);
        if (row < 0) {
          fill(result, i * width, width, Float.NaN);
        } else {
          result.put(i * width, table, (i / perTask * rows + row) * width, width);
        }
      }
    };
  }

  /** Adds each row of {@code added} to the row of {@code table} at its place, in their order. */
  public static Runnable scatterAdd(
      Shape tables, FloatBuffer added, FloatBuffer places, FloatBuffer table) {
    int rows = tables.dimension(1);
    int width = tables.dimension(2);
    int perTask = places.capacity() / tables.dimension(0);
    return () -> {
      fill(table, 0, table.capacity(), 0);
      for (int i = 0; i < places.capacity(); i++) {
        int row = row(places.get(i), rows);
        if (row >= 0) {
          add(added, i * width, table, (i / perTask * rows + row) * width, width);
        }
      }
    };
  }

  private static void add(FloatBuffer from, int first, FloatBuffer to, int second, int count) {
    for (int j = 0; j < count; j++) {
      to.put(second + j, to.get(second + j) + from.get(first + j));
    }
  }

  private static void fill(FloatBuffer target, int start, int count, float value) {
    for (int j = 0; j < count; j++) {
      target.put(start + j, value);
    }
  }

  /** The row nearest to {@code place}, or -1. */
  private static int row(float place, int rows) {
    boolean inside = place >= -0.5f && Math.round(place) < rows;
    return inside ? Math.round(place) : -1;
  }

  /** Draws the numbers of {@code op} from {@code keys}. */
  public static Runnable random(Random op, FloatBuffer keys, FloatBuffer result) {
    int perKey = op.perKey();
    return () -> {
      for (int task = 0; task < keys.capacity() / Key.FLOATS; task++) {
        int first = task * Key.FLOATS;
        Key key = Key.ofFloats(i -> keys.get(first + i)).fold(op.purpose());
        for (int i = 0; i < perKey; i++) {
          result.put(task * perKey + i, (float) op.kind().draw(key, i));
        }
      }
    };
  }
}
