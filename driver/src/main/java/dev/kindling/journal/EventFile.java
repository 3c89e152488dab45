package dev.kindling.journal;

import dev.kindling.storage.Directory;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.FSDataOutputStream;

/** One file of TensorBoard's events. A run that goes on begins a file of its own. */
final class EventFile {
  private final FSDataOutputStream out;

  private EventFile(FSDataOutputStream out) {
    this.out = out;
  }

  /**
   * Begins a file.
   *
   * @param step after which it tells of
   * @param writer what tells it from another that is begun in the same second
   */
  static EventFile begin(Directory directory, double seconds, long step, String writer)
      throws IOException {
    String name =
        String.format(Locale.ROOT, "events.out.tfevents.%010d.%s", (long) seconds, writer);
    var file = new EventFile(directory.create(name));
    file.out.write(EventRecord.version(seconds));
    file.out.write(EventRecord.start(seconds, step + 1));
    return file;
  }

  void add(byte[] record) throws IOException {
    out.write(record);
  }

  /** Lets others read what was added. */
  void flush() throws IOException {
    out.hflush();
  }

  void close() throws IOException {
    out.close();
  }
}
