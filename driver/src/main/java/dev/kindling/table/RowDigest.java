package dev.kindling.table;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XXH64;

/**
 * A digest of rows that does not depend on their order nor on the files that they lie in: the sums,
 * modulo 2^64, of two hashes of each.
 */
record RowDigest(long rows, long first, long second) implements Serializable {
  private static final long serialVersionUID = 1;

  static RowDigest none() {
    return new RowDigest(0, 0, 0);
  }

  RowDigest plus(Row row) {
    long hash = row.getLong(RowLayout.HASH);
    long one = row.getLong(RowLayout.FIRST_HASH);
    long other = row.getLong(RowLayout.SECOND_HASH);
    return plus(
        new RowDigest(
            1,
            XXH64.hashLong(other, XXH64.hashLong(one, hash)),
            XXH64.hashLong(one, XXH64.hashLong(other, ~hash))));
  }

  RowDigest plus(RowDigest other) {
    return new RowDigest(rows + other.rows, first + other.first, second + other.second);
  }

  @Override
  public String toString() {
    return "%d:%016x%016x".formatted(rows, first, second);
  }
}
