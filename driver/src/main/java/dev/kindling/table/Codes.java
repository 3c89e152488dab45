package dev.kindling.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.kindling.fault.Fault;
import dev.kindling.store.TaskContents;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The values of a categorical column, ascending: the first has the code 1, and 0 stands for a value
 * that is missing or unknown.
 */
public record Codes(String column, List<String> values) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST_CHARACTERS = 1 << 23;
  static final int UNKNOWN = 0;
  static final int NO_CLASS = UNKNOWN - 1;

  public Codes {
    values = List.copyOf(values);
  }

  TaskContents.Category category() {
    return new TaskContents.Category(column, values.size() + 1);
  }

  Map<String, Integer> byValue() {
    Map<String, Integer> codes = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      codes.put(values.get(i), i + 1);
    }
    return codes;
  }

  /**
   * Numbers in place of names of classes: the first name is 0, an unknown one {@link #NO_CLASS}.
   */
  Column classes(Column name) {
    Map<String, Integer> codes = byValue();
    UserDefinedFunction coded =
        functions.udf(
            (UDF1<String, Float>)
                value -> value == null ? null : (float) codes.getOrDefault(value, UNKNOWN) - 1,
            DataTypes.FloatType);
    return coded.apply(name);
  }

  /** The codes of a table, found in one pass over it. */
  static List<Codes> of(OpenTable table, TableShape shape) {
    List<String> columns = shape.coded();
    if (columns.isEmpty()) {
      return List.of();
    }
    List<TreeSet<String>> values = new ArrayList<>();
    columns.forEach(column -> values.add(new TreeSet<>()));
    // If one more value is found than all columns may have together, some column has too many.
    int enough = (int) Math.min(1L << 30, (long) shape.mostCodes() * columns.size() + 1);
    for (Row row : distinct(table, columns).limit(enough).collectAsList()) {
      values.get(row.getInt(0)).add(row.getString(1));
    }
    List<Codes> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      all.add(new Codes(columns.get(i), bounded(columns.get(i), values.get(i), shape)));
    }
    return all;
  }

  private static Dataset<Row> distinct(OpenTable table, List<String> columns) {
    var cells = new Cells(table);
    Column[] pairs = new Column[columns.size()];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = struct(lit(i).as("column"), cells.word(columns.get(i)).as("value"));
    }
    return table
        .rows()
        .select(explode(array(pairs)).as("cell"))
        .select(col("cell.column"), col("cell.value"))
        .where(col("value").isNotNull())
        .distinct();
  }

  private static List<String> bounded(String column, TreeSet<String> values, TableShape shape) {
    if (values.size() > shape.mostCodes()) {
      throw Fault.data(
          "column %s must have at most %d different values to become codes but has more; leave it"
                  .formatted(column, shape.mostCodes())
              + " out, merge rare values, or raise --most-codes");
    }
    long characters = values.stream().mapToLong(String::length).sum();
    if (characters > MOST_CHARACTERS) {
      throw Fault.data(
          "the values of column %s must take at most %d characters together but take %d; they are"
                  .formatted(column, MOST_CHARACTERS, characters)
              + " no categories");
    }
    return List.copyOf(values);
  }
}
