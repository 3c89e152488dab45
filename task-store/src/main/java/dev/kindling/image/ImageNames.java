package dev.kindling.image;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the names of files in folders and archives say. Folders are parted by slashes. */
final class ImageNames {

  private static final Set<String> TAKEN = Set.of("png", "jpg", "jpeg");
  private static final Set<String> OTHER_FORMATS =
      Set.of("gif", "bmp", "tif", "tiff", "webp", "heic", "heif", "avif", "jp2", "jxl");
  private static final Set<String> ARCHIVES = Set.of("zip", "tar", "tgz", "gz", "7z", "rar");

  /** What a file is, by its name. */
  enum Kind {
    TAKEN("images seen"),
    OTHER_FORMAT("images of formats other than PNG and JPEG"),
    ARCHIVE("archives within archives or class folders, left closed"),
    NO_IMAGE("files that are no images");

    private final String line;

    Kind(String line) {
      this.line = line;
    }

    /** Of an import's report. */
    String line() {
      return line;
    }
  }

  private ImageNames() {}

  static Kind kind(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!isVisible(name)) {
      return Kind.NO_IMAGE;
    }
    if (TAKEN.contains(ending)) {
      return Kind.TAKEN;
    }
    if (OTHER_FORMATS.contains(ending)) {
      return Kind.OTHER_FORMAT;
    }
    return ARCHIVES.contains(ending) ? Kind.ARCHIVE : Kind.NO_IMAGE;
  }

  /** What systems put beside files for themselves begins with a dot. */
  private static boolean isVisible(String name) {
    return !name.startsWith("__MACOSX/")
        && parts(name).stream()
            .allMatch(part -> !part.startsWith(".") || part.equals(".") || part.equals(".."));
  }

  static List<String> parts(String name) {
    return List.of(name.split("/", -1));
  }

  /** 1 where one folder at the top holds everything: archives often have one for their name. */
  static int sharedFolders(Set<String> names) {
    List<List<String>> paths =
        names.stream().filter(ImageNames::isVisible).map(ImageNames::parts).toList();
    boolean shared =
        paths.stream().allMatch(parts -> parts.size() > 2)
            && paths.stream().map(parts -> parts.get(0)).distinct().count() == 1;
    return shared ? 1 : 0;
  }

  /** What is wrong with the name of an archive's member; empty if nothing is. */
  static String complaint(String name) {
    List<String> parts = parts(name);
    if (name.startsWith("/") || parts.contains("..") || parts.contains(".")) {
      return "has a name that leads out of its folder";
    }
    if (name.indexOf('\\') >= 0) {
      return "has a backslash in its name, where folders are parted by slashes";
    }
    return blankFolder(name);
  }

  /** What is wrong with a name whose class would have none; empty if nothing is. */
  static String blankFolder(String name) {
    List<String> parts = parts(name);
    return parts.subList(0, parts.size() - 1).stream().anyMatch(String::isBlank)
        ? "lies in a folder of a blank name"
        : "";
  }
}
