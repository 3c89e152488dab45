package dev.kindling.storage;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * A file of known size, opened when it is read. It may be put to rest between reads, so that a
 * store of many files does not hold them all open.
 */
final class FileBytes implements Bytes, AutoCloseable {

  private final Directory directory;
  private final String name;
  private final long bytes;
  private FSDataInputStream stream;
  private int readers;
  private boolean sized;
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
    FSDataInputStream in = acquire();
    try {
      in.readFully(position, target, offset, length);
    } catch (EOFException | ChecksumException e) {
      throw new DamageException(
          "expected %d readable bytes at %d of %s but %s"
              .formatted(length, position, name(), e.getMessage()),
          e);
    } finally {
      release();
    }
    OpenFiles.used(this);
  }

  private synchronized FSDataInputStream acquire() throws IOException {
    if (closed) {
      throw new IOException(name() + " was closed");
    }
    if (stream == null) {
      requireSize();
      stream = directory.open(name);
    }
    readers++;
    return stream;
  }

  private void requireSize() throws IOException {
    if (sized) {
      return;
    }
    long seen = directory.bytes(name);
    if (seen != bytes) {
      throw new DamageException(
          "expected %s to have %d bytes but it has %d".formatted(name(), bytes, seen));
    }
    sized = true;
  }

  private synchronized void release() throws IOException {
    readers--;
    if (closed) {
      rest();
    }
  }

  /** Lets go of the open file, unless it is being read; the next read opens it again. */
  synchronized void rest() throws IOException {
    if (stream != null && readers == 0) {
      stream.close();
      stream = null;
    }
  }

  @Override
  public void close() throws IOException {
    OpenFiles.forget(this);
    synchronized (this) {
      closed = true;
      rest();
    }
  }
}
