package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The image files of a folder. The folders above a file are the name of its class, as an import of
 * the folder has it.
 */
public final class ImageFolder {

  private static final int MOST_BYTES = 64 << 20;

  private final FileTree tree;

  public ImageFolder(FileTree tree) {
    this.tree = tree;
  }

  /**
   * The names of the images, ascending; hidden files and those that are no images are passed over,
   * and images of other formats than PNG and JPEG refused.
   */
  public List<String> names() {
    if (!tree.isFolder()) {
      throw Fault.usage(
          "a folder of PNG or JPEG images is expected but %s is a file; name a folder, or say what the file is with --format"
              .formatted(tree));
    }
    for (FileTree.Unfit unfit : tree.unfit()) {
      throw Fault.data(
          "files are expected in %s but %s %s; remove it"
              .formatted(tree, unfit.name(), unfit.why()));
    }
    return tree.names().stream().filter(this::isTaken).toList();
  }

  private boolean isTaken(String name) {
    ImageNames.Kind kind = ImageNames.kind(name);
    if (kind == ImageNames.Kind.OTHER_FORMAT || kind == ImageNames.Kind.ARCHIVE) {
      throw Fault.data(
          "PNG or JPEG images are expected but %s is of another format; convert it, unpack it or leave it out"
              .formatted(place(name)));
    }
    return kind == ImageNames.Kind.TAKEN;
  }

  /** The name of its class; empty if it lies in no folder below this. */
  public static String className(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /** A file, for messages. */
  public String place(String name) {
    return "%s in %s".formatted(name, tree);
  }

  /** The bytes of a file. */
  public byte[] read(String name) throws IOException {
    try (InputStream in = tree.open(name)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Fault.data(
            "an image of at most 64 MiB is expected but %s has more; leave it out"
                .formatted(place(name)));
      }
      return bytes;
    }
  }
}
