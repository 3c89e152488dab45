package dev.kindling.store;

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
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Says what kind of trouble a store is in. */
final class StoreFault {

  private static final List<String> FULL =
      List.of("no space left", "quota exceeded", "quota is exceeded", "disk quota", "out of space");

  private static final List<String> REFUSED =
      List.of(
          "permission denied",
          "operation not permitted",
          "read-only file system",
          "not a directory",
          "is a directory",
          "mkdirs failed",
          "file name too long");

  private StoreFault() {}

  /** Something done on a file system. */
  interface Action<T> {
    T run() throws IOException;
  }

  /** Something done on a file system that gives nothing back. */
  interface Step {
    void run() throws IOException;
  }

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static void during(String doing, Step step) {
    translated(
        doing,
        () -> {
          step.run();
          return null;
        });
  }

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static <T> T translated(String doing, Action<T> action) {
    try {
      return action.run();
    } catch (FSError e) {
      // Hadoop's local file system wraps failing disks in an Error.
      throw of(doing, e.getCause() instanceof IOException cause ? cause : new IOException(e));
    } catch (IOException e) {
      throw of(doing, e);
    }
  }

  static Fault of(String doing, IOException e) {
    if (e instanceof DamageException) {
      return Fault.data(
          "cannot %s: %s; import again or use an older version".formatted(doing, e.getMessage()),
          e);
    }
    String sentence = "cannot " + doing + ": " + reason(e) + "; ";
    if (saysOneOf(FULL, e)) {
      return Fault.resources(sentence + "make room and start again", e);
    }
    if (e instanceof UnsupportedFileSystemException) {
      return Fault.usage(
          sentence + "check the scheme and the host in its name, and HADOOP_CONF_DIR", e);
    }
    if (isMissing(e)) {
      return Fault.data(sentence + "check that the files of the store are all there", e);
    }
    if (isRefused(e)) {
      return Fault.usage(sentence + "name a place that this user may use", e);
    }
    return Fault.cluster(sentence + "check the file system and start again", e);
  }

  private static boolean isMissing(IOException e) {
    boolean notFound = e instanceof FileNotFoundException || e instanceof NoSuchFileException;
    return notFound && !saysOneOf(REFUSED, e);
  }

  private static boolean isRefused(IOException e) {
    return e instanceof AccessControlException
        || e instanceof AccessDeniedException
        || e instanceof FileAlreadyExistsException
        || e instanceof ParentNotDirectoryException
        || saysOneOf(REFUSED, e);
  }

  private static boolean saysOneOf(List<String> texts, IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(message::contains);
  }

  /** The first line: remote exceptions bring their stack along. */
  private static String reason(IOException e) {
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    if (e instanceof AccessDeniedException) {
      return "permission denied on " + message;
    }
    if (e instanceof NoSuchFileException) {
      return "no such file: " + message;
    }
    return message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
