package dev.kindling.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Opens Hadoop's file systems. */
public final class FileSystems {

  private FileSystems() {}

  /** Hadoop tells of an unknown host or a missing connector by unchecked exceptions. */
  public static FileSystem of(Path path, Configuration hadoop) throws IOException {
    try {
      return path.getFileSystem(hadoop);
    } catch (RuntimeException e) {
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().toString();
      throw (IOException) new UnsupportedFileSystemException(reason).initCause(e);
    }
  }

  static Path path(String uri) throws IOException {
    try {
      return new Path(uri);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedFileSystemException(e.getMessage());
    }
  }
}
