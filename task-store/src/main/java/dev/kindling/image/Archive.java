package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Opens zip archives. One that lies elsewhere is copied to this machine first, since the order of
 * its files is not that of its classes. The copy loses its name when it is opened, and its room
 * when it is closed, even if the process is killed. A process that is asked to end while it copies
 * deletes the copy; one that is killed then (SIGKILL) leaves it behind.
 */
final class Archive {

  private Archive() {}

  static boolean is(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  static ZipFile open(FileTree tree, String name) throws IOException {
    Optional<Path> local = tree.local(name);
    return local.isPresent() ? new ZipFile(local.get().toFile()) : openCopy(tree, name);
  }

  private static ZipFile openCopy(FileTree tree, String name) throws IOException {
    Path copy = Files.createTempFile("kindling-archive-", ".zip");
    copy.toFile().deleteOnExit();
    try {
      requireRoom(copy, tree, name);
      try (InputStream in = tree.open(name)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return new ZipFile(copy.toFile(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE);
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
}
