package dev.kindling.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file, or all files below a folder, on any Hadoop file system. */
public final class FileTree {

  private static final int DEEPEST = 64;

  private final FileSystem files;
  private final String name;
  private final boolean folder;
  private final TreeMap<String, FileStatus> found = new TreeMap<>();
  private final TreeMap<String, java.nio.file.Path> local = new TreeMap<>();
  private final List<Unfit> unfit = new ArrayList<>();
  private long emptyFolders;

  /**
   * Something in a folder that cannot be read as a file.
   *
   * @param name ends in a slash if it is a folder
   * @param why begins "is ..." or "has ..."
   */
  public record Unfit(String name, String why) {}

  private FileTree(FileSystem files, String name, boolean folder) {
    this.files = files;
    this.name = name;
    this.folder = folder;
  }

  /**
   * Lists what there is.
   *
   * @throws FileNotFoundException if there is no such file or folder
   */
  public static FileTree of(String uri, Configuration hadoop) throws IOException {
    Path path = FileSystems.path(uri);
    FileSystem files = FileSystems.of(path, hadoop);
    FileStatus root = files.getFileStatus(path);
    var tree = new FileTree(files, uri, root.isDirectory());
    if (tree.isLocal()) {
      tree.take(java.nio.file.Path.of(root.getPath().toUri().getPath()));
    } else if (root.isDirectory()) {
      tree.list(root.getPath(), "", 0);
    } else {
      tree.found.put(root.getPath().getName(), root);
    }
    return tree;
  }

  private boolean isLocal() {
    return "file".equals(files.getUri().getScheme());
  }

  private void take(java.nio.file.Path root) throws IOException {
    if (folder) {
      LocalTree below = LocalTree.of(root);
      local.putAll(below.files());
      unfit.addAll(below.unfit());
      emptyFolders = below.emptyFolders();
    } else if (Files.isRegularFile(root)) {
      local.put(root.getFileName().toString(), root);
    } else {
      throw new DamageException(
          "expected %s to be a folder or a file but it is a pipe or a device".formatted(root));
    }
  }

  private void list(Path folderAt, String prefix, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw tooDeep(DEEPEST, folderAt);
    }
    FileStatus[] entries = files.listStatus(folderAt);
    emptyFolders += entries.length == 0 ? 1 : 0;
    for (FileStatus status : entries) {
      String entry = prefix + status.getPath().getName();
      if (status.isDirectory()) {
        list(status.getPath(), entry + "/", depth + 1);
      } else if (status.isFile()) {
        found.put(entry, status);
      } else {
        unfit.add(new Unfit(entry, "is neither a file nor a folder"));
      }
    }
  }

  static DamageException tooDeep(int deepest, Object folder) {
    return new DamageException(
        "folders are nested more than %d deep in %s, as where a link leads back"
            .formatted(deepest, folder));
  }

  public boolean isFolder() {
    return folder;
  }

  /** The files with the folders above them, ascending; if this is a file, its own name. */
  public List<String> names() {
    return List.copyOf(isLocal() ? local.keySet() : found.keySet());
  }

  /** What lies among the files and cannot be read as one. */
  public List<Unfit> unfit() {
    return List.copyOf(unfit);
  }

  /** How many folders hold nothing. */
  public long emptyFolders() {
    return emptyFolders;
  }

  public InputStream open(String file) throws IOException {
    return isLocal()
        ? Files.newInputStream(local.get(file))
        : files.open(found.get(file).getPath());
  }

  public long bytes(String file) throws IOException {
    return isLocal() ? Files.size(local.get(file)) : found.get(file).getLen();
  }

  /** Where a file lies on this machine, if it does and its name's text leads to it. */
  public Optional<java.nio.file.Path> local(String file) {
    return Optional.ofNullable(local.get(file)).filter(path -> path.toFile().exists());
  }

  /** The name by which it was asked for. */
  @Override
  public String toString() {
    return name;
  }
}
