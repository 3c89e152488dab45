package dev.kindling.table;

import dev.kindling.fault.Require;

/**
 * Where a table lies, and how.
 *
 * @param csv of no meaning for other formats
 */
public record TableSource(String path, TableFormat format, CsvDialect csv) {
  public TableSource {
    Require.notBlank("path", path);
    Require.present("format", format);
    Require.present("csv", csv);
  }
}
