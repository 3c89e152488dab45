package dev.kindling.image;

import dev.kindling.storage.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** The image files of a folder or an archive. Each other file is counted, or refused by name. */
final class Collection implements Closeable {

  private static final int MOST_FILE = 64 << 20;

  private final String place;
  private final Closeable closing;
  private final List<Image> images = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final Map<String, Long> others = new TreeMap<>();

  /** How a file of a collection is read. */
  private interface Reading {
    byte[] read() throws IOException;
  }

  /**
   * An image file.
   *
   * @param className the folders above it, without those that all of a collection share
   * @param name within the collection
   */
  record Image(Collection in, String className, String name, Reading reading) {
    byte[] read() throws IOException {
      byte[] bytes = reading.read();
      if (bytes.length > MOST_FILE) {
        throw new UnreadableImage("has more than 64 MiB");
      }
      return bytes;
    }

    @Override
    public String toString() {
      return in.named(name);
    }
  }

  private Collection(String place, Closeable closing) {
    this.place = place;
    this.closing = closing;
  }

  static Collection ofArchive(FileTree tree, String name) throws IOException {
    Archive archive = Archive.open(tree, name);
    String place = tree.isFolder() ? tree + "/" + name : tree.toString();
    var collection = new Collection(place, archive);
    if (archive.hasOldNames()) {
      collection.count("archives whose names are taken as CP437");
    }
    Map<String, List<ZipEntry>> byName =
        archive.entries().stream()
            .collect(Collectors.groupingBy(ZipEntry::getName, TreeMap::new, Collectors.toList()));
    int shared = ImageNames.sharedFolders(byName.keySet());
    byName.forEach(
        (member, entries) -> {
          if (entries.size() > 1) {
            collection.refuseAmbiguous(member, entries.size());
          } else {
            Reading reading = () -> archive.read(entries.get(0), MOST_FILE);
            collection.take(member, shared, ImageNames.complaint(member), reading);
          }
        });
    return collection;
  }

  static Collection ofFolder(FileTree tree) {
    var collection = new Collection(tree.toString(), () -> {});
    for (String name : tree.names()) {
      if (!Archive.is(name) || name.contains("/")) {
        collection.take(name, 0, ImageNames.blankFolder(name), () -> read(tree, name));
      }
    }
    for (FileTree.Unfit unfit : tree.unfit()) {
      collection.refuseUnfit(unfit);
    }
    if (tree.emptyFolders() > 0) {
      collection.others.put("empty folders", tree.emptyFolders());
    }
    return collection;
  }

  private static byte[] read(FileTree tree, String name) throws IOException {
    try (InputStream in = tree.open(name)) {
      return in.readNBytes(MOST_FILE + 1);
    }
  }

  /**
   * @param complaint what is wrong with the name, empty if nothing is
   */
  private void take(String name, int shared, String complaint, Reading reading) {
    ImageNames.Kind kind = ImageNames.kind(name);
    if (kind != ImageNames.Kind.TAKEN) {
      count(kind.line());
    } else if (!complaint.isEmpty()) {
      refused.add(named(name) + " " + complaint);
    } else {
      List<String> parts = ImageNames.parts(name);
      if (parts.size() - 1 <= shared) {
        count("images outside of class folders");
        return;
      }
      String className = String.join("/", parts.subList(shared, parts.size() - 1));
      images.add(new Image(this, className, name, reading));
    }
  }

  private void refuseAmbiguous(String name, int times) {
    for (int i = 0; i < times; i++) {
      String complaint =
          "is in the archive %d times, and nothing says which one is meant".formatted(times);
      take(name, 0, complaint, () -> new byte[0]);
    }
  }

  private void refuseUnfit(FileTree.Unfit unfit) {
    boolean matters = unfit.name().endsWith("/") || Archive.is(unfit.name());
    if (matters) {
      refused.add(named(unfit.name()) + " " + unfit.why());
    } else {
      take(unfit.name(), 0, unfit.why(), () -> new byte[0]);
    }
  }

  private void count(String line) {
    others.merge(line, 1L, Long::sum);
  }

  private String named(String name) {
    return name + " in " + place;
  }

  List<Image> images() {
    return images;
  }

  /** A sentence for each image that cannot be read for its name or for what it is. */
  List<String> refused() {
    return refused;
  }

  /** How many files of which kinds are left out. */
  Map<String, Long> others() {
    return others;
  }

  /** Where it lies. */
  String place() {
    return place;
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
