package dev.kindling.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files below a folder of this machine. Names are the bytes that the disk has, read as UTF-8,
 * whatever this process takes names for: Java's and Hadoop's own lists leave out, without a word,
 * names that the locale cannot hold, and links to nothing.
 */
final class LocalTree {

  private static final int DEEPEST = 64;

  private final TreeMap<String, Path> files = new TreeMap<>();
  private final List<FileTree.Unfit> unfit = new ArrayList<>();
  private long emptyFolders;

  private LocalTree() {}

  static LocalTree of(Path folder) throws IOException {
    var tree = new LocalTree();
    tree.list(folder, "", 0);
    return tree;
  }

  Map<String, Path> files() {
    return files;
  }

  List<FileTree.Unfit> unfit() {
    return unfit;
  }

  long emptyFolders() {
    return emptyFolders;
  }

  private void list(Path folder, String prefix, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw FileTree.tooDeep(DEEPEST, folder);
    }
    boolean empty = true;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        empty = false;
        add(entry, prefix, depth);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    emptyFolders += empty ? 1 : 0;
  }

  private void add(Path entry, String prefix, int depth) throws IOException {
    byte[] bytes = nameBytes(entry);
    String name = prefix + readable(bytes);
    if (!isUtf8(bytes)) {
      String ending = Files.isDirectory(entry) ? "/" : "";
      unfit.add(new FileTree.Unfit(name + ending, "has a name that is no UTF-8"));
    } else if (Files.isDirectory(entry)) {
      list(entry, name + "/", depth + 1);
    } else if (Files.isRegularFile(entry)) {
      files.put(name, entry);
    } else {
      boolean link = Files.isSymbolicLink(entry) && !Files.exists(entry);
      String what = link ? "is a link that leads nowhere" : "is no file but a pipe or a device";
      unfit.add(new FileTree.Unfit(name, what));
    }
  }

  /** A URI of a path has the bytes of its name, where its text may have lost them. */
  private static byte[] nameBytes(Path entry) {
    String path = entry.toUri().getRawPath().replaceAll("/+$", "");
    byte[] escaped = path.substring(path.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(escaped.length);
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] == '%') {
        String digits = new String(escaped, i + 1, 2, StandardCharsets.US_ASCII);
        bytes.put((byte) HexFormat.fromHexDigits(digits));
        i += 2;
      } else {
        bytes.put(escaped[i]);
      }
    }
    return java.util.Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** What is no UTF-8 byte by byte, as {@code caf\xe9.png}. */
  private static String readable(byte[] bytes) {
    if (isUtf8(bytes)) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    var text = new StringBuilder();
    for (byte one : bytes) {
      text.append(one >= 0 ? String.valueOf((char) one) : "\\x%02x".formatted(one & 0xFF));
    }
    return text.toString();
  }
}
