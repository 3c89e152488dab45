package dev.kindling.command;

import dev.kindling.fault.Fault;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file or folder that must not be there yet.
 *
 * @param option that names it, as {@code --output}
 */
record NewFile(Path path, String option) {

  NewFile(Path path) {
    this(path, "--output");
  }

  /** What makes it. */
  interface Making {
    void at(Path path) throws IOException;
  }

  /**
   * Refuses before anything is made what is there already.
   *
   * @param what it is, as {@code a file}
   */
  void require(String what) {
    if (Files.exists(path)) {
      throw there(what, null);
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null && Files.exists(parent) && !Files.isDirectory(parent)) {
      throw Fault.usage(
          "%s must be %s that can be made but %s is no folder; name another"
              .formatted(option, what, parent));
    }
  }

  /** Makes it, with the folders above it. */
  void make(String what, Making making) {
    require(what);
    try {
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      making.at(path);
    } catch (FileAlreadyExistsException e) {
      throw there(what, e);
    } catch (IOException e) {
      throw Fault.usage(
          "%s must be %s that this user may write but %s cannot be written (%s); name another"
              .formatted(option, what, path, reason(e)),
          e);
    }
  }

  /** What writes text. */
  interface Writing {
    void to(Writer out) throws IOException;
  }

  /** Makes it of text in UTF-8: aside first, so that whoever finds the file finds all of it. */
  void write(Writing writing) {
    make(
        "a file",
        to -> {
          Path folder = to.toAbsolutePath().getParent();
          Path aside = Files.createTempFile(folder, "." + to.getFileName(), ".part");
          try {
            write(writing, aside);
            Files.move(aside, to, StandardCopyOption.ATOMIC_MOVE);
          } finally {
            Files.deleteIfExists(aside);
          }
        });
  }

  private static void write(Writing writing, Path aside) throws IOException {
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE);
        Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
      writing.to(out);
      out.flush();
      channel.force(true);
    }
  }

  /** Java's exception names whichever file it was at, and its reason only where there is one. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission is denied";
    }
    if (e instanceof NoSuchFileException) {
      return "its folder takes no new files";
    }
    String reason = e instanceof FileSystemException refused ? refused.getReason() : e.getMessage();
    return reason == null ? "the file system does not say why" : reason;
  }

  private Fault there(String what, IOException cause) {
    return Fault.usage(
        "%s must be %s that is not there yet but %s is; name another or remove it"
            .formatted(option, what, path),
        cause);
  }
}
