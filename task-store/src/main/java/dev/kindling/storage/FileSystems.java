package dev.kindling.storage;

import dev.kindling.fault.Credentials;
import dev.kindling.fault.Fault;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Opens Hadoop's file systems. */
final class FileSystems {

  /** Hadoop reads single files there and knows no directories. */
  private static final Set<String> WITHOUT_DIRECTORIES = Set.of("http", "https");

  private FileSystems() {}

  /** The local one without {@code .crc} files: files of that name are files like others. */
  static FileSystem of(Path path, Configuration hadoop) throws IOException {
    FileSystem files = opened(path, hadoop);
    if (files.getUri().getScheme().equals("file")) {
      requireHeld(path, System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
    return files instanceof LocalFileSystem ? LocalFiles.open(hadoop) : files;
  }

  /** A file system that has been asked about the path, and so is there as far as it can tell. */
  private static FileSystem opened(Path path, Configuration hadoop) throws IOException {
    String scheme = path.toUri().getScheme();
    if (WITHOUT_DIRECTORIES.contains(String.valueOf(scheme))) {
      throw new UnsupportedFileSystemException(
          "a file system with directories is expected but %s has none".formatted(scheme));
    }
    try {
      FileSystem files = path.getFileSystem(hadoop);
      files.makeQualified(path);
      return files;
    } catch (RuntimeException e) {
      throw told(e);
    } catch (IOException e) {
      // Those of a network or a disk are of classes of their own, or have a cause.
      boolean plain = e.getClass() == IOException.class && e.getCause() == null;
      boolean ofTheName = plain && FileTrouble.of(e) == FileTrouble.OTHER;
      throw ofTheName ? unsupported(e.getMessage(), e) : e;
    }
  }

  /**
   * Hadoop throws unchecked exceptions for an unknown host, a missing connector, a wrong name, or a
   * missing connection.
   */
  private static IOException told(RuntimeException e) {
    if (e.getCause() instanceof IOException cause && !(cause instanceof UnknownHostException)) {
      return cause;
    }
    Throwable reason = e.getCause() == null ? e : e.getCause();
    String host = reason instanceof UnknownHostException ? "no host is named " : "";
    return unsupported(host + reason.getMessage(), e);
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
    if (uri.isBlank()) {
      throw new UnsupportedFileSystemException("the name is empty");
    }
    if (Credentials.areIn(uri)) {
      throw Fault.usage(
          "an address without a password is expected but %s has one, which would stand in every record;"
                  .formatted(uri)
              + " take it out, and give it by Hadoop's settings or a credential provider");
    }
    try {
      return new Path(uri);
    } catch (IllegalArgumentException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw unsupported(reason.getMessage(), e);
    }
  }

  private static IOException unsupported(String reason, Exception cause) {
    return (IOException) new UnsupportedFileSystemException(reason).initCause(cause);
  }
}
