package dev.kindling.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows that tasks are made of, in an order that depends only on what they hold: by the hash of
 * the key, the key, the time from late to early, then by two hashes of all values. Rows that agree
 * in all of these are the same to the last bit.
 *
 * <p>With B buckets, a key whose hash is h, a whole number of 64 bits, is in bucket floor(B (h +
 * 2^63) / 2^64). So the buckets in their order have the order of the hash, whatever B is.
 */
final class RowLayout {

  static final int BUCKET = 0;
  static final int HASH = 1;
  static final int KEY = 2;
  static final int TIME = 3;
  static final int FIRST_HASH = 4;
  static final int SECOND_HASH = 5;
  static final int DAMAGED = 6;
  static final int COMPLAINT = 7;
  static final int TARGET = 8;
  static final int FIRST_NUMBER = 9;

  private static final int HALF = 32;
  private static final long SIGN = 1L << 31;

  private RowLayout() {}

  static Dataset<Row> of(OpenTable table, TableShape shape, int buckets, int partitions) {
    return table
        .rows()
        .select(values(table, shape))
        .select(ordered(shape, buckets))
        .repartition(partitions, functions.col("bucket"))
        .sortWithinPartitions(
            functions.col("hash"),
            functions.col("key"),
            functions.col("time").desc(),
            functions.col("first"),
            functions.col("second"));
  }

  private static Column[] values(OpenTable table, TableShape shape) {
    var cells = new Cells(table);
    List<Column> all = new ArrayList<>();
    all.add(cells.word(shape.taskKey()).as("key"));
    all.add(shape.time().map(cells::time).orElse(lit(0L)).as("time"));
    Column line = table.isText() ? Cells.column(OpenTable.DAMAGED_LINE) : lit(null);
    all.add(line.isNotNull().as("damaged"));
    all.add(complaint(cells, shape).as("complaint"));
    all.add(cells.number(shape.target()).as("target"));
    for (int i = 0; i < shape.features().size(); i++) {
      all.add(cells.number(shape.features().get(i)).as("number" + i));
    }
    for (int i = 0; i < shape.categorical().size(); i++) {
      all.add(cells.word(shape.categorical().get(i)).as("word" + i));
    }
    return all.toArray(Column[]::new);
  }

  private static Column complaint(Cells cells, TableShape shape) {
    Stream<Column> numbers =
        Stream.concat(shape.features().stream(), Stream.of(shape.target()))
            .map(cells::complaintOfNumber);
    Stream<Column> times = shape.time().map(cells::complaintOfTime).stream();
    Stream<Column> all =
        cells.table().isText() ? Stream.concat(numbers, times) : Stream.of(lit(null));
    return coalesce(all.toArray(Column[]::new)).cast("string");
  }

  private static Column[] ordered(TableShape shape, int buckets) {
    Column first = xxhash64(hashed(shape, 1));
    // Rows without a key are spread by what they hold: together they might be most of a table.
    Column hash =
        when(functions.col("key").isNotNull(), xxhash64(functions.col("key"))).otherwise(first);
    List<Column> all = new ArrayList<>();
    all.add(
        shiftright(shiftright(hash, HALF).plus(SIGN).multiply((long) buckets), HALF)
            .cast("int")
            .as("bucket"));
    all.add(hash.as("hash"));
    all.add(functions.col("key"));
    all.add(functions.col("time"));
    all.add(first.as("first"));
    all.add(xxhash64(hashed(shape, 2)).as("second"));
    Stream.of("damaged", "complaint", "target").map(functions::col).forEach(all::add);
    numbers(shape).forEach(all::add);
    words(shape).forEach(all::add);
    return all.toArray(Column[]::new);
  }

  /**
   * Spark's hash skips nulls, so without this a value would hash alike in either of two columns.
   */
  private static Column[] hashed(TableShape shape, int salt) {
    Column nan = lit(Float.NaN);
    List<Column> all = new ArrayList<>();
    all.add(lit(salt));
    all.add(coalesce(functions.col("time"), lit(Long.MIN_VALUE)));
    all.add(coalesce(functions.col("target"), nan));
    numbers(shape).forEach(column -> all.add(coalesce(column, nan)));
    words(shape).forEach(column -> all.add(coalesce(column, lit(""))));
    all.add(coalesce(functions.col("complaint"), lit("")));
    return all.toArray(Column[]::new);
  }

  private static Stream<Column> numbers(TableShape shape) {
    return Stream.iterate(0, i -> i + 1)
        .limit(shape.features().size())
        .map(i -> functions.col("number" + i));
  }

  private static Stream<Column> words(TableShape shape) {
    return Stream.iterate(0, i -> i + 1)
        .limit(shape.categorical().size())
        .map(i -> functions.col("word" + i));
  }
}
