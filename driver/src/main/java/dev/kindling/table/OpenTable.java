package dev.kindling.table;

import dev.kindling.fault.Fault;
import dev.kindling.setting.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
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
 *
 * @param names of all columns
 * @param bytes of all files together: a property of the table and not of the cluster
 */
record OpenTable(
    String path, TableFormat format, List<String> names, Dataset<Row> rows, long bytes) {

  /** For CSV: what is wrong with a row, as {@link CsvRows} says it. */
  static final String DAMAGED_LINE = "_kindling_damaged_line";

  /** For Parquet: compare the checksums of pages, where there are any. */
  private static final String VERIFY_PAGES = "parquet.page.verify-checksum.enabled";

  private static final List<DataType> INTEGRAL =
      List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

  /** With the columns of a shape, at least; those that it lacks are refused later. */
  static OpenTable open(SparkSession session, TableSource source, TableShape shape) {
    String path = source.path();
    TableFormat format = source.format();
    try {
      if (format == TableFormat.CSV) {
        CsvTable files = CsvTable.open(session, path, source.csv());
        List<String> wanted = shape.columns().stream().filter(files.names()::contains).toList();
        // As Spark reckons for the other formats.
        double factor = session.sessionState().conf().fileCompressionFactor();
        long bytes = (long) (files.bytes() * factor);
        return new OpenTable(path, format, files.names(), files.rows(wanted), bytes);
      }
      Dataset<Row> rows =
          session.read().format(format.reader()).option(VERIFY_PAGES, true).load(path);
      long bytes = rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
      return new OpenTable(path, format, List.of(rows.columns()), rows, bytes);
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFault.opening(path, format, e);
    }
  }

  boolean isText() {
    return format == TableFormat.CSV;
  }

  /** With numbers in place of the names of classes in a column. */
  OpenTable withClasses(Codes classes) {
    Column words = new Cells(this).word(classes.column());
    Dataset<Row> numbered = rows.withColumn(classes.column(), classes.classes(words));
    return new OpenTable(path, format, names, numbered, bytes);
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
    if (!names.contains(name)) {
      Optional<String> separator = names.size() == 1 ? separator(names.get(0)) : Optional.empty();
      if (isText() && separator.isPresent()) {
        throw Fault.usage(
            "%s has no column %s but one of the name %s; give --separator %s"
                .formatted(path, name, names.get(0), separator.get()));
      }
      String hint =
          Nearest.to(name, names)
              .map(near -> "did you mean %s?".formatted(near))
              .orElse("it has " + names);
      throw Fault.usage("%s has no column %s; %s".formatted(path, name, hint));
    }
  }

  /** What a line of names was perhaps meant to be parted by. */
  private static Optional<String> separator(String line) {
    return Stream.of(";", "\t", "|")
        .filter(line::contains)
        .findFirst()
        .map(one -> one.equals("\t") ? "tab" : "'" + one + "'");
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
