package dev.kindling.table;

import dev.kindling.fault.Fault;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One file of CSV, read in this process as an import reads it: its names, then row after row. */
public final class CsvFile implements Closeable {

  private final CsvRecords records;
  private final List<String> names;

  private CsvFile(CsvRecords records, List<String> names) {
    this.records = records;
    this.names = names;
  }

  /**
   * At its first row; one that names no columns is a data fault.
   *
   * @param in its bytes, which are closed with it
   * @param name of the file, for messages
   */
  public static CsvFile of(InputStream in, String name, CsvDialect dialect) throws IOException {
    var fault = new CsvFault(name, dialect.encoding());
    InputStream text = dialect.isUtf8() ? in : new Utf8Stream(in, dialect.charset());
    var records = new CsvRecords(text, dialect.separator(), fault, 0, 1);
    records.passMark();
    CsvHeader header =
        CsvHeader.read(records, fault)
            .orElseThrow(
                () ->
                    Fault.data(
                        "a line of names is expected first in %s but it is empty; give rows"
                            .formatted(name)));
    return new CsvFile(records, header.names());
  }

  /** Whether there is another row. */
  public boolean next() throws IOException {
    return records.next(Long.MAX_VALUE);
  }

  /** The cells of the row by the names of their columns, in the order of the file. */
  public Map<String, Object> row() {
    if (records.cells() != names.size()) {
      throw Fault.data(
          "%d cells are expected, as the first line names so many columns, but there are %d; mend the row"
              .formatted(names.size(), records.cells()));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), records.cell(i));
    }
    return row;
  }

  @Override
  public void close() {
    records.close();
  }
}
