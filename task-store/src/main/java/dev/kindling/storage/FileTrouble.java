package dev.kindling.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.security.AccessControlException;

/** What kind of trouble a file system is in; whoever meets it knows what to do about it. */
public enum FileTrouble {
  /** A file is not what it must be. */
  DAMAGE,
  /** There is no room, or a quota allows no more. */
  FULL,
  /** This process holds as many files open as it may. */
  TOO_MANY_OPEN,
  /** There is no such file system, or no way to it. */
  UNSUPPORTED,
  /** A file is not there. */
  MISSING,
  /** A file may not be touched, or its name may not be used. */
  REFUSED,
  /** The file system itself. */
  OTHER;

  private static final List<String> FULL_TEXTS =
      List.of("no space left", "quota exceeded", "quota is exceeded", "disk quota", "out of space");

  /** Some file systems tell these apart from other trouble by the text alone. */
  private static final List<String> REFUSED_TEXTS =
      List.of(
          "permission denied",
          "operation not permitted",
          "read-only file system",
          "not a directory",
          "is a directory",
          "mkdirs failed",
          "file name too long");

  public static FileTrouble of(IOException e) {
    if (e instanceof DamageException) {
      return DAMAGE;
    }
    if (e instanceof QuotaExceededException || saysOneOf(FULL_TEXTS, e)) {
      return FULL;
    }
    if (saysOneOf(List.of("too many open files"), e)) {
      return TOO_MANY_OPEN;
    }
    if (e instanceof UnsupportedFileSystemException) {
      return UNSUPPORTED;
    }
    if (isRefused(e)) {
      return REFUSED;
    }
    boolean missing = e instanceof FileNotFoundException || e instanceof NoSuchFileException;
    return missing ? MISSING : OTHER;
  }

  private static boolean isRefused(IOException e) {
    return e instanceof AccessControlException
        || e instanceof AccessDeniedException
        || e instanceof FileAlreadyExistsException
        || e instanceof java.nio.file.FileAlreadyExistsException
        || e instanceof ParentNotDirectoryException
        || saysOneOf(REFUSED_TEXTS, e);
  }

  private static boolean saysOneOf(List<String> texts, IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(message::contains);
  }

  /** What the exception says, in one line: those from other machines contain a stack trace. */
  public static String reason(IOException e) {
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
