package dev.kindling.table;

import dev.kindling.fault.Fault;

/**
 * What a file of CSV is refused for, by file and line.
 *
 * @param encoding the character set that it is read in
 */
record CsvFault(String file, String encoding) {

  Fault encoding(long line) {
    return Fault.data(
        "text in %s is expected but line %d of %s has bytes that are none; convert the file, or name"
                .formatted(encoding, line, file)
            + " its character set with --encoding, as ISO-8859-1 or UTF-16");
  }

  Fault zero(long line) {
    return Fault.data(
        "text is expected but line %d of %s has a NUL; remove it, or give --encoding UTF-16 if that"
                .formatted(line, file)
            + " is what the file is");
  }

  Fault loneQuote(long line) {
    return Fault.data(
        "a quote inside a cell is expected to be doubled, and the cell to be quoted, but in line %d"
                .formatted(line)
            + " of %s one stands in a cell without quotes; quote the cell".formatted(file));
  }

  Fault afterQuote(long line) {
    return Fault.data(
        "a separator or the end of the line is expected after the closing quote in line %d of %s but"
                .formatted(line, file)
            + " the cell goes on; double the quotes within a cell, a backslash does not do");
  }

  Fault openQuote(long line) {
    return Fault.data(
        "a closing quote is expected for the cell that is opened in line %d of %s but the file ends;"
                .formatted(line, file)
            + " close it, or mend the quotes before it");
  }

  Fault loneReturn(long line) {
    return Fault.data(
        "lines are expected to end in LF or CRLF but line %d of %s has a CR alone; convert the file,"
                .formatted(line, file)
            + " or quote the cell");
  }

  Fault tooLong(long line, int most) {
    return Fault.data(
        "rows of at most %d bytes are expected but the one from line %d of %s is longer; see whether"
                .formatted(most, line, file)
            + " a quote there is closed");
  }

  Fault header(Object names, String first, Object expected) {
    return Fault.data(
        "files of one table are expected to begin with the same names but %s has %s where %s has %s;"
                .formatted(file, names, first, expected)
            + " import them one by one, or correct the names");
  }

  Fault twice(String name) {
    return Fault.data(
        "names of columns are expected to differ but %s has two of the name %s; rename one"
            .formatted(file, name));
  }
}
