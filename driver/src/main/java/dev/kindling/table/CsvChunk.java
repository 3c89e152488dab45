package dev.kindling.table;

import dev.kindling.storage.Directory;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * A stretch of a file of CSV: the records that begin in it.
 *
 * @param start its first byte
 * @param end the byte after its last; of a file that is read whole, any
 * @param quoted whether it begins inside a quoted cell
 * @param line that its first byte is in, from 1
 * @param folders what the names of folders say, a value for each of the table's columns of them
 */
record CsvChunk(String file, long start, long end, boolean quoted, long line, List<String> folders)
    implements Serializable {
  private static final long serialVersionUID = 1;

  boolean isFirst() {
    return start == 0;
  }

  /** At its first record, or at the header. */
  CsvRecords open(CsvDialect dialect, Configuration hadoop) throws IOException {
    InputStream in = stream(isFirst() ? 0 : start - 1, hadoop);
    try {
      return open(in, dialect);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private CsvRecords open(InputStream in, CsvDialect dialect) throws IOException {
    // A record begins here if a line ends before.
    boolean begins = isFirst() || (in.read() == '\n' && !quoted);
    var fault = new CsvFault(file, dialect.encoding());
    InputStream text = dialect.isUtf8() ? in : new Utf8Stream(in, dialect.charset());
    var records = new CsvRecords(text, dialect.separator(), fault, start, line);
    if (isFirst()) {
      records.passMark();
    } else if (!begins) {
      records.passRest(quoted);
    }
    return records;
  }

  private InputStream stream(long from, Configuration hadoop) throws IOException {
    Path path = new Path(file);
    FSDataInputStream in = Directory.of(path.getParent().toString(), hadoop).open(path.getName());
    in.seek(from);
    if (!isFirst()) {
      return in;
    }
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    return codec == null ? in : codec.createInputStream(in);
  }

  /** What tells where later stretches begin: how many quotes and ends of lines this one has. */
  record Marks(long quotes, long lines) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  Marks marks(Configuration hadoop) throws IOException {
    long quotes = 0;
    long lines = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = stream(start, hadoop)) {
      long left = end - start;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          break;
        }
        for (int i = 0; i < read; i++) {
          quotes += buffer[i] == '"' ? 1 : 0;
          lines += buffer[i] == '\n' ? 1 : 0;
        }
        left -= read;
      }
    }
    return new Marks(quotes, lines);
  }

  /** The same, but for where it begins. */
  CsvChunk from(boolean inside, long at) {
    return new CsvChunk(file, start, end, inside, at, folders);
  }
}
