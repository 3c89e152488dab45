package dev.kindling.checkpoint;

import dev.kindling.fault.Fault;
import dev.kindling.storage.DamageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.security.AccessControlException;

/** Says what kind of trouble a file system is in. */
final class StorageFault {

  private static final List<String> FULL =
      List.of("no space left", "quota exceeded", "disk quota", "out of space");

  /** Some file systems tell these from other trouble by the text alone. */
  private static final List<String> REFUSED =
      List.of(
          "permission denied",
          "operation not permitted",
          "read-only file system",
          "not a directory",
          "is a directory",
          "file name too long");

  private StorageFault() {}

  /** Something done on a file system. */
  interface Action<T> {
    T run() throws IOException;
  }

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static <T> T translated(String doing, Path path, Action<T> action) {
    try {
      return action.run();
    } catch (FSError e) {
      // Hadoop's local file system wraps failing disks in an Error.
      throw of(doing, path, e.getCause() instanceof IOException cause ? cause : new IOException(e));
    } catch (IOException e) {
      throw of(doing, path, e);
    }
  }

  private static Fault of(String doing, Path path, IOException e) {
    if (e instanceof DamageException) {
      return Fault.data("cannot " + doing + ": " + e.getMessage(), e);
    }
    String sentence = "cannot " + doing + ": " + reason(e) + "; ";
    if (isFull(e)) {
      return Fault.resources(sentence + "make room, then start again with --resume", e);
    }
    if (e instanceof UnsupportedFileSystemException) {
      String advice = "check the scheme and the host in its name, and HADOOP_CONF_DIR";
      return Fault.usage(sentence + advice, e);
    }
    if (isRefused(e)) {
      return Fault.usage(sentence + "name an output that this user may write to", e);
    }
    if (isLocal(path)) {
      return Fault.resources(sentence + "check the disk, then start again with --resume", e);
    }
    return Fault.cluster(sentence + "check the file system, then start again with --resume", e);
  }

  private static boolean isFull(IOException e) {
    return e instanceof QuotaExceededException || saysOneOf(FULL, e);
  }

  private static boolean isRefused(IOException e) {
    return e instanceof AccessControlException
        || e instanceof AccessDeniedException
        || e instanceof FileAlreadyExistsException
        || e instanceof java.nio.file.FileAlreadyExistsException
        || e instanceof ParentNotDirectoryException
        || e instanceof FileNotFoundException
        || e instanceof NoSuchFileException
        || saysOneOf(REFUSED, e);
  }

  private static boolean saysOneOf(List<String> texts, IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(message::contains);
  }

  private static boolean isLocal(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }

  /** The first line: remote exceptions bring their stack along. */
  private static String reason(IOException e) {
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    if (e instanceof AccessDeniedException) {
      return "permission denied on " + message;
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or directory: " + message;
    }
    return message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
