package dev.kindling.journal;

import dev.kindling.storage.Directory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * One file of TensorBoard's events. A run that goes on begins a file of its own. It grows where
 * others see files grow; on an object store it is put anew as a whole.
 */
final class EventFile {
  private final Directory directory;
  private final String name;
  private final String writer;
  private final Optional<FSDataOutputStream> growing;
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream();

  private EventFile(
      Directory directory, String name, String writer, Optional<FSDataOutputStream> growing) {
    this.directory = directory;
    this.name = name;
    this.writer = writer;
    this.growing = growing;
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
    Optional<FSDataOutputStream> growing =
        directory.showsOpenFiles() ? Optional.of(directory.create(name)) : Optional.empty();
    var file = new EventFile(directory, name, writer, growing);
    file.add(EventRecord.version(seconds));
    file.add(EventRecord.start(seconds, step + 1));
    return file;
  }

  /** Whether it grows; else it is put anew as a whole. */
  boolean isGrowing() {
    return growing.isPresent();
  }

  void add(byte[] record) throws IOException {
    if (growing.isPresent()) {
      growing.get().write(record);
    } else {
      whole.write(record);
    }
  }

  /** Lets others read what was added. */
  void flush() throws IOException {
    if (growing.isPresent()) {
      growing.get().hflush();
    } else {
      directory.replace(name, writer, whole.toByteArray());
    }
  }

  /** What was flushed stays. */
  void close() throws IOException {
    if (growing.isPresent()) {
      growing.get().close();
    }
  }
}
