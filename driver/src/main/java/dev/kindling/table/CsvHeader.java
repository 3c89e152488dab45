package dev.kindling.table;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The names of a table's columns, with which each of its files begins.
 *
 * @param file where they were read
 */
record CsvHeader(String file, List<String> names) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of a file; nothing if it has no line. */
  static Optional<CsvHeader> read(CsvRecords records, CsvFault fault) throws IOException {
    Optional<List<String>> names = names(records);
    var seen = new HashSet<String>();
    for (String name : names.orElse(List.of())) {
      if (!name.isBlank() && !seen.add(name)) {
        throw fault.twice(name);
      }
    }
    return names.map(some -> new CsvHeader(fault.file(), some));
  }

  private static Optional<List<String>> names(CsvRecords records) throws IOException {
    if (!records.next(Long.MAX_VALUE)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < records.cells(); i++) {
      names.add(records.cell(i));
    }
    return Optional.of(names);
  }

  /** Passes over the names of another file of the table; one without a line is no trouble. */
  void requireSame(CsvRecords records, CsvFault fault) throws IOException {
    Optional<List<String>> found = names(records);
    if (found.isPresent() && !found.get().equals(names)) {
      throw fault.header(found.get(), file, names);
    }
  }
}
