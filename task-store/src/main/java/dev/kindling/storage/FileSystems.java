package dev.kindling.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Opens Hadoop's file systems. */
final class FileSystems {

  private FileSystems() {}

  /** The local one without {@code .crc} files: files of that name are files like others. */
  static FileSystem of(Path path, Configuration hadoop) throws IOException {
    FileSystem files = opened(path, hadoop);
    return files instanceof LocalFileSystem ? LocalFiles.open(hadoop) : files;
  }

  /** Hadoop throws unchecked exceptions for an unknown host or a missing connector. */
  private static FileSystem opened(Path path, Configuration hadoop) throws IOException {
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
