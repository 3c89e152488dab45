package dev.kindling.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.store.StoredTask;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/**
 * The hashes of an example's values that {@link RowLayout} gives its row. Where a value has no
 * code, they are those of a row without it.
 */
record ExampleHashes(List<Codes> codes) {
  private static final long SEED = 42;

  /** An example of a task, with what it is sorted by. */
  record Example(StoredTask task, int index, long time, long first, long second) {

    /** As rows come: the latest first. */
    static final Comparator<Example> LATEST_FIRST =
        Comparator.comparingLong(Example::time)
            .reversed()
            .thenComparingLong(Example::first)
            .thenComparingLong(Example::second);
  }

  Example of(StoredTask task, int index) {
    long time = task.time().length == 0 ? 0 : task.time()[index];
    return new Example(task, index, time, hash(task, index, time, 1), hash(task, index, time, 2));
  }

  private long hash(StoredTask task, int index, long time, int salt) {
    long hash = XXH64.hashLong(time, XXH64.hashInt(salt, SEED));
    hash = number(task.target()[index], hash);
    for (float value : task.numeric()[index]) {
      hash = number(value, hash);
    }
    for (int column = 0; column < codes.size(); column++) {
      int code = task.categorical()[index][column];
      hash = text(code == Codes.UNKNOWN ? "" : codes.get(column).values().get(code - 1), hash);
    }
    return text("", hash);
  }

  private static long number(float value, long seed) {
    return XXH64.hashInt(Float.floatToIntBits(value), seed);
  }

  private static long text(String value, long seed) {
    byte[] utf8 = value.getBytes(UTF_8);
    return XXH64.hashUnsafeBytes(utf8, Platform.BYTE_ARRAY_OFFSET, utf8.length, seed);
  }
}
