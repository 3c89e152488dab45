package dev.kindling.table;

import dev.kindling.config.Nearest;
import dev.kindling.fault.Fault;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The files of a table, opened. All cells of CSV are text, so that a cell that is no number can be
 * told from a missing one.
 */
record OpenTable(String path, TableFormat format, Dataset<Row> rows) {

  /** For CSV: the column that holds a whole line that has more or fewer cells than the first. */
  static final String DAMAGED_LINE = "_kindling_damaged_line";

  /** For Parquet: compare the checksums of pages, where there are any. */
  private static final String VERIFY_PAGES = "parquet.page.verify-checksum.enabled";

  private static final List<DataType> INTEGRAL =
      List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

  static OpenTable open(SparkSession session, String path, TableFormat format) {
    try {
      DataFrameReader reader = session.read().format(format.reader()).option(VERIFY_PAGES, true);
      if (format != TableFormat.CSV) {
        return new OpenTable(path, format, reader.load(path));
      }
      reader.option("header", true).option("enforceSchema", false);
      var header = reader.load(path).schema();
      if (header.isEmpty()) {
        throw Fault.data("a line of names is expected first in %s but it is empty".formatted(path));
      }
      reader
          .schema(header.add(DAMAGED_LINE, DataTypes.StringType))
          .option("columnNameOfCorruptRecord", DAMAGED_LINE);
      return new OpenTable(path, format, reader.load(path));
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFault.opening(path, format, e);
    }
  }

  boolean isText() {
    return format == TableFormat.CSV;
  }

  /** With numbers in place of the names of classes in a column. */
  OpenTable withClasses(Codes names) {
    Column words = new Cells(this).word(names.column());
    return new OpenTable(path, format, rows.withColumn(names.column(), names.classes(words)));
  }

  /** The bytes of all its files: a property of the table and not of the cluster. */
  long bytes() {
    return rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
  }

  void require(TableShape shape) {
    shape.columns().forEach(this::requireColumn);
    if (isText()) {
      return;
    }
    shape.features().forEach(this::requireNumbers);
    if (shape.named()) {
      requireWord(shape.target());
    } else {
      requireNumbers(shape.target());
    }
    requireWord(shape.taskKey());
    shape.categorical().forEach(this::requireWord);
    shape.time().ifPresent(this::requireTime);
  }

  private void requireColumn(String name) {
    List<String> names =
        Arrays.stream(rows.columns()).filter(one -> !one.equals(DAMAGED_LINE)).toList();
    if (!names.contains(name)) {
      String hint =
          Nearest.to(name, names)
              .map(near -> "did you mean %s?".formatted(near))
              .orElse("it has " + names);
      throw Fault.usage("%s has no column %s; %s".formatted(path, name, hint));
    }
  }

  DataType type(String name) {
    return rows.schema().apply(name).dataType();
  }

  private void requireNumbers(String name) {
    boolean right = type(name) instanceof NumericType || type(name) instanceof BooleanType;
    require(right, name, "numbers", "name it with --categorical or convert it");
  }

  private void requireWord(String name) {
    DataType type = type(name);
    boolean right =
        type instanceof NumericType
            || type instanceof BooleanType
            || type instanceof StringType
            || isTime(type);
    require(right, name, "text, numbers or dates", "convert it");
  }

  private void requireTime(String name) {
    boolean right = INTEGRAL.contains(type(name)) || isTime(type(name));
    require(right, name, "times, dates or whole numbers", "convert it");
  }

  static boolean isTime(DataType type) {
    return type instanceof TimestampType
        || type instanceof TimestampNTZType
        || type instanceof DateType;
  }

  private void require(boolean right, String name, String expected, String instead) {
    if (!right) {
      throw Fault.usage(
          "column %s of %s must hold %s but is of type %s; %s"
              .formatted(name, path, expected, type(name).simpleString(), instead));
    }
  }
}
