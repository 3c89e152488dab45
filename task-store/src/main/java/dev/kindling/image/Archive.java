package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileTree;
import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An open zip archive. One that lies elsewhere is copied to this machine first, since the order of
 * its files is not that of its classes. The copy loses its name when it is opened, and its room
 * when it is closed, even if the process is killed. A process that is asked to end while it copies
 * deletes the copy; one that is killed then (SIGKILL) leaves it behind.
 */
final class Archive implements Closeable {

  /** Of names that are not marked as UTF-8, by the format's own word. */
  private static final String OLD_NAMES = "IBM437";

  private final ZipFile zip;
  private final List<? extends ZipEntry> entries;
  private final boolean oldNames;

  private Archive(ZipFile zip, boolean oldNames) throws IOException {
    this.zip = zip;
    this.oldNames = oldNames;
    try {
      this.entries = zip.stream().filter(entry -> !entry.isDirectory()).toList();
    } catch (IllegalArgumentException e) {
      zip.close();
      throw e;
    }
  }

  static boolean is(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  static Archive open(FileTree tree, String name) throws IOException {
    Optional<Path> local = tree.local(name);
    return local.isPresent() ? of(local.get().toFile()) : openCopy(tree, name);
  }

  private static Archive openCopy(FileTree tree, String name) throws IOException {
    Path copy = Files.createTempFile("kindling-archive-", ".zip");
    copy.toFile().deleteOnExit();
    try {
      requireRoom(copy, tree, name);
      try (InputStream in = tree.open(name)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return of(copy.toFile());
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static void requireRoom(Path copy, FileTree tree, String name) throws IOException {
    long room = Files.getFileStore(copy).getUsableSpace();
    if (room < tree.bytes(name)) {
      throw Fault.resources(
          "%d bytes are needed for a copy of the archive %s in %s but %d are free; make room, or set"
                  .formatted(tree.bytes(name), name, copy.getParent(), room)
              + " KINDLING_JAVA_OPTIONS=-Djava.io.tmpdir=... to a larger place");
    }
  }

  /** Many archives have names in UTF-8 without saying so; where one is not, none is taken so. */
  private static Archive of(File file) throws IOException {
    try {
      return of(file, StandardCharsets.UTF_8);
    } catch (ZipException utf8) {
      try {
        return of(file, Charset.forName(OLD_NAMES));
      } catch (ZipException old) {
        throw utf8;
      }
    }
  }

  private static Archive of(File file, Charset names) throws IOException {
    try {
      return new Archive(new ZipFile(file, names), !names.equals(StandardCharsets.UTF_8));
    } catch (EOFException e) {
      throw (ZipException) new ZipException("the archive ends too early").initCause(e);
    } catch (IllegalArgumentException e) {
      String message = "the name or comment of a member is marked as UTF-8 and is none";
      throw (ZipException) new ZipException(message).initCause(e);
    }
  }

  /** What is in it, without folders. */
  List<? extends ZipEntry> entries() {
    return entries;
  }

  /** Whether names that are not marked as UTF-8 were taken as CP437. */
  boolean hasOldNames() {
    return oldNames;
  }

  /** At most so many bytes of a member, and one more if there are. */
  byte[] read(ZipEntry entry, int most) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length <= most) {
        verify(entry, bytes);
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw new UnreadableImage("is damaged in the archive: " + e.getMessage(), e);
    }
  }

  private static void verify(ZipEntry entry, byte[] bytes) throws UnreadableImage {
    var crc = new CRC32();
    crc.update(bytes);
    if (crc.getValue() != entry.getCrc() || bytes.length != entry.getSize()) {
      throw new UnreadableImage(
          "is damaged or encrypted in the archive: %d bytes of CRC-32 %08x are stated but %d of %08x"
                  .formatted(entry.getSize(), entry.getCrc(), bytes.length, crc.getValue())
              + " are there");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
