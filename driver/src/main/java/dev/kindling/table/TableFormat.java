package dev.kindling.table;

/** The format of the files of a table. */
public enum TableFormat {
  PARQUET("parquet"),
  CSV("csv"),
  AVRO("avro"),
  ORC("orc");

  private final String reader;

  TableFormat(String reader) {
    this.reader = reader;
  }

  /** What Spark SQL calls it. */
  String reader() {
    return reader;
  }
}
