package dev.kindling.image;

import dev.kindling.storage.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The image files of a folder or an archive. */
final class Collection implements Closeable {

  private static final Set<String> ENDINGS = Set.of(".png", ".jpg", ".jpeg");
  private static final int MOST_FILE = 64 << 20;

  private final String place;
  private final Opening opening;
  private final Closeable closing;
  private final List<Image> images = new ArrayList<>();
  private long otherFiles;

  /** How a file of a collection is read. */
  private interface Opening {
    InputStream open(String name) throws IOException;
  }

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
      return name + " in " + in.place;
    }
  }

  private Collection(String place, Opening opening, Closeable closing) {
    this.place = place;
    this.opening = opening;
    this.closing = closing;
  }

  static Collection ofArchive(FileTree tree, String name) throws IOException {
    ZipFile archive = Archive.open(tree, name);
    String place = tree.isFolder() ? tree + "/" + name : tree.toString();
    var collection =
        new Collection(place, file -> archive.getInputStream(archive.getEntry(file)), archive);
    List<String> names =
        archive.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    collection.take(names, sharedFolders(names));
    return collection;
  }

  static Collection ofFolder(FileTree tree) {
    var collection = new Collection(tree.toString(), tree::open, () -> {});
    collection.take(tree.names().stream().filter(name -> !Archive.is(name)).toList(), 0);
    return collection;
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

  /** 1 where one folder at the top holds everything: archives often have one of their own name. */
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

  /** How many files are no images, to judge by their names and places. */
  long otherFiles() {
    return otherFiles;
  }

  /** Where it lies. */
  String place() {
    return place;
  }

  private byte[] read(String name) throws IOException {
    try (InputStream in = opening.open(name)) {
      byte[] bytes = in.readNBytes(MOST_FILE + 1);
      if (bytes.length > MOST_FILE) {
        throw new UnreadableImage("has more than 64 MiB");
      }
      return bytes;
    } catch (ZipException e) {
      throw new UnreadableImage("is damaged in the archive: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
