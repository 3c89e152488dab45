package dev.kindling.table;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Turns a table's cells into values: null where there is none. */
record Cells(OpenTable table) {
  private static final int SHOWN = 60;
  private static final String WHOLE_NUMBER = "^[-+]?[0-9]{1,19}$";

  /** What people write where a number is missing. */
  private static final List<String> MISSING = List.of("", "na", "n/a", "nan", "null", "none");

  /** Java's suffixes of numbers. */
  private static final List<String> SUFFIXES = List.of("d", "D", "f", "F");

  static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /** A number in f32, with 0 for -0, so that numbers that compare as equal have the same bits. */
  Column number(String name) {
    Column value = nanvl(raw(name).cast("double"), lit(null).cast("double"));
    return value.cast("float").plus(lit(0f));
  }

  private Column raw(String name) {
    return table.isText() ? trim(column(name)) : column(name);
  }

  /** Text; null where it is blank. */
  Column word(String name) {
    Column text = column(name).cast("string");
    return when(length(trim(text)).gt(0), text);
  }

  /** A whole number as it is, any other time in microseconds since 1970. */
  Column time(String name) {
    if (!table.isText()) {
      return OpenTable.isTime(table.type(name))
          ? unix_micros(column(name).cast("timestamp"))
          : column(name).cast("long");
    }
    Column text = raw(name);
    return when(text.rlike(WHOLE_NUMBER), text.cast("long"))
        .otherwise(unix_micros(text.cast("timestamp")));
  }

  /** What is wrong with a cell of text that should be a number; null if nothing is. */
  Column complaintOfNumber(String name) {
    Column text = raw(name);
    Column value = text.cast("double");
    Column suffixed =
        abs(value).lt(Double.POSITIVE_INFINITY).and(last(text).isin(SUFFIXES.toArray()));
    Column isNone = value.isNull().or(suffixed);
    return when(isNone.and(isPresent(text)), shown(name, text));
  }

  /** What is wrong with a cell of text that should be a time; null if nothing is. */
  Column complaintOfTime(String name) {
    Column text = raw(name);
    return when(time(name).isNull().and(isPresent(text)), shown(name, text));
  }

  private static Column last(Column text) {
    return substring(text, -1, 1);
  }

  private static Column isPresent(Column text) {
    return text.isNotNull().and(functions.not(lower(text).isin(MISSING.toArray())));
  }

  private static Column shown(String name, Column text) {
    return coalesce(
        concat(lit(name + " is "), substring(text, 1, SHOWN)), lit(name + " cannot be read"));
  }
}
