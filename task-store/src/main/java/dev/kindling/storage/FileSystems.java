package dev.kindling.storage;

import dev.kindling.fault.Fault;
import java.io.IOException;
import java.nio.charset.Charset;
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

  /** Hadoop tells of an unknown host or a missing connector by unchecked exceptions. */
  private static FileSystem opened(Path path, Configuration hadoop) throws IOException {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (files.getUri().getScheme().equals("file")) {
        requireHeld(path, System.getProperty("sun.jnu.encoding", "UTF-8"));
      }
      return files;
    } catch (Fault e) {
      throw e;
    } catch (RuntimeException e) {
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().toString();
      throw (IOException) new UnsupportedFileSystemException(reason).initCause(e);
    }
  }

  /**
   * Java would write a name that the locale cannot hold under another name, and not find it again.
   *
   * @param encoding in which this process gives names to files
   */
  static void requireHeld(Path path, String encoding) {
    String name = path.toUri().getPath();
    if (name != null && !Charset.forName(encoding).newEncoder().canEncode(name)) {
      throw Fault.usage(
          "files are named in UTF-8 but the locale of this process has the encoding %s, which does"
                  .formatted(encoding)
              + " not hold %s; set LC_ALL=C.UTF-8 and start again".formatted(path));
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
