package dev.kindling.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Another file system, on which one operation that changes something goes wrong. */
final class FailingFileSystem extends FilterFileSystem {

  /** What becomes of the failing operation and those after it. */
  enum Failure {
    /** The disk refuses once, then works again. */
    ONCE("injected"),
    /** The process is gone: nothing happens any more. */
    FROM_THEN_ON("injected"),
    /** As the local file system tells of a disk that is full. */
    DISK_FULL("No space left on device");

    private final String message;

    Failure(String message) {
      this.message = message;
    }
  }

  private final int failing;
  private final Failure failure;
  private final List<String> operations = new ArrayList<>();

  /**
   * @param failing the number of the failing operation, counted from 1; 0 for none
   */
  FailingFileSystem(FileSystem files, int failing, Failure failure) {
    super(files);
    this.failing = failing;
    this.failure = failure;
  }

  /** Every operation so far that would have changed something. */
  List<String> operations() {
    return operations;
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    operate("mkdirs", path);
    return super.mkdirs(path);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    operate("rename", from);
    return super.rename(from, to);
  }

  /** Deletes file by file, as a file system without a recursive delete does. */
  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (exists(path) && getFileStatus(path).isDirectory()) {
      for (var child : listStatus(path)) {
        delete(child.getPath(), true);
      }
    }
    operate("delete", path);
    return super.delete(path, true);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    operate("create", path);
    FSDataOutputStream out =
        super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(new FailingStream(out, path), null);
  }

  private void operate(String operation, Path path) throws IOException {
    operations.add(operation + " " + path.getName());
    boolean fails =
        failure == Failure.FROM_THEN_ON
            ? failing > 0 && operations.size() >= failing
            : operations.size() == failing;
    if (!fails) {
      return;
    }
    IOException cause = new IOException(failure.message);
    if (failure == Failure.DISK_FULL) {
      throw error(cause);
    }
    throw cause;
  }

  /** Hadoop keeps the constructor to itself. */
  private static FSError error(IOException cause) {
    try {
      Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
      constructor.setAccessible(true);
      return constructor.newInstance(cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves half of what it fails to write. */
  private final class FailingStream extends OutputStream implements Syncable {

    private final FSDataOutputStream out;
    private final Path path;

    FailingStream(FSDataOutputStream out, Path path) {
      this.out = out;
      this.path = path;
    }

    @Override
    public void write(int unit) throws IOException {
      write(new byte[] {(byte) unit}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        operate("write", path);
      } catch (IOException | FSError e) {
        out.write(bytes, offset, length / 2);
        out.flush();
        throw e;
      }
      out.write(bytes, offset, length);
    }

    @Override
    public void hflush() throws IOException {
      out.hflush();
    }

    @Override
    public void hsync() throws IOException {
      operate("hsync", path);
      out.hsync();
    }

    @Override
    public void close() throws IOException {
      out.close();
      operate("close", path);
    }
  }
}
