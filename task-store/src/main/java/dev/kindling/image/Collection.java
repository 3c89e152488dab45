package dev.kindling.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The image files of a folder or an archive. */
final class Collection implements Closeable {

  private static final Set<String> ENDINGS = Set.of(".png", ".jpg", ".jpeg");
  private static final int MOST_FILE = 64 << 20;

  private final Path path;
  private final ZipFile archive;
  private final List<Image> images = new ArrayList<>();
  private long otherFiles;

  /**
   * An image file.
   *
   * @param className the folders above it, without those that all of a collection share
   * @param name within the collection
   */
  record Image(Collection in, String className, String name) {
    byte[] read() throws IOException {
      return in.read(name);
    }

    @Override
    public String toString() {
      return name + " in " + in.path;
    }
  }

  private Collection(Path path, ZipFile archive) {
    this.path = path;
    this.archive = archive;
  }

  static Collection ofArchive(Path path) throws IOException {
    var collection = new Collection(path, new ZipFile(path.toFile()));
    List<String> names =
        collection.archive.stream()
            .filter(entry -> !entry.isDirectory())
            .map(ZipEntry::getName)
            .toList();
    collection.take(names, sharedFolders(names));
    return collection;
  }

  static Collection ofFolder(Path path) throws IOException {
    var collection = new Collection(path, null);
    try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !isArchive(file))
              .map(file -> path.relativize(file).toString().replace('\\', '/'))
              .toList();
      collection.take(names, 0);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return collection;
  }

  static boolean isArchive(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private void take(List<String> names, int shared) {
    for (String name : names.stream().sorted().toList()) {
      List<String> parts = List.of(name.split("/", -1));
      boolean isImage =
          isVisible(name) && ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
      if (!isImage || parts.size() - 1 <= shared) {
        otherFiles++;
        continue;
      }
      String className = String.join("/", parts.subList(shared, parts.size() - 1));
      images.add(new Image(this, className, name));
    }
  }

  private static boolean isVisible(String name) {
    return !name.startsWith("__MACOSX/") && !name.startsWith(".") && !name.contains("/.");
  }

  /** 1 where one folder at the top holds everything: archives often have one for their name. */
  private static int sharedFolders(List<String> names) {
    List<String[]> paths =
        names.stream().filter(Collection::isVisible).map(name -> name.split("/", -1)).toList();
    boolean shared =
        paths.stream().allMatch(parts -> parts.length > 2)
            && paths.stream().map(parts -> parts[0]).distinct().count() == 1;
    return shared ? 1 : 0;
  }

  List<Image> images() {
    return images;
  }

  /** How many files are no images, by their names or places. */
  long otherFiles() {
    return otherFiles;
  }

  private byte[] read(String name) throws IOException {
    try (InputStream in = open(name)) {
      byte[] bytes = in.readNBytes(MOST_FILE + 1);
      if (bytes.length > MOST_FILE) {
        throw new UnreadableImage("has more than 64 MiB");
      }
      return bytes;
    } catch (java.util.zip.ZipException e) {
      throw new UnreadableImage("is damaged in the archive: " + e.getMessage(), e);
    }
  }

  private InputStream open(String name) throws IOException {
    return archive == null
        ? Files.newInputStream(path.resolve(name))
        : archive.getInputStream(archive.getEntry(name));
  }

  @Override
  public void close() throws IOException {
    if (archive != null) {
      archive.close();
    }
  }
}
