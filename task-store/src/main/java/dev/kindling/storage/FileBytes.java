package dev.kindling.storage;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file of known size, opened when it is first read. */
final class FileBytes implements Bytes, AutoCloseable {

  private final Directory directory;
  private final String name;
  private final long bytes;
  private FSDataInputStream stream;
  private boolean closed;

  FileBytes(Directory directory, String name, long bytes) {
    this.directory = directory;
    this.name = name;
    this.bytes = bytes;
  }

  String name() {
    return directory.path(name);
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    try {
      stream().readFully(position, target, offset, length);
    } catch (EOFException | ChecksumException e) {
      throw new DamageException(
          "expected %d readable bytes at %d of %s but %s"
              .formatted(length, position, name(), e.getMessage()),
          e);
    }
  }

  private synchronized FSDataInputStream stream() throws IOException {
    if (closed) {
      throw new IOException(name() + " was closed");
    }
    if (stream == null) {
      long seen = directory.bytes(name);
      if (seen != bytes) {
        throw new DamageException(
            "expected %s to have %d bytes but it has %d".formatted(name(), bytes, seen));
      }
      stream = directory.open(name);
    }
    return stream;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
