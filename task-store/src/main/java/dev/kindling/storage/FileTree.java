package dev.kindling.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
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
    if (root.isDirectory()) {
      tree.list(root.getPath(), "", 0);
    } else {
      tree.found.put(root.getPath().getName(), root);
    }
    return tree;
  }

  private void list(Path folderAt, String prefix, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new DamageException(
          "folders are nested more than %d deep in %s, which a link that leads back may cause"
              .formatted(DEEPEST, folderAt));
    }
    for (FileStatus status : files.listStatus(folderAt)) {
      String entry = prefix + status.getPath().getName();
      if (status.isDirectory()) {
        list(status.getPath(), entry + "/", depth + 1);
      } else if (status.isFile()) {
        found.put(entry, status);
      }
    }
  }

  public boolean isFolder() {
    return folder;
  }

  /** The files with the folders above them, ascending; if this is a file, its own name. */
  public List<String> names() {
    return List.copyOf(found.keySet());
  }

  public InputStream open(String file) throws IOException {
    return files.open(found.get(file).getPath());
  }

  public long bytes(String file) {
    return found.get(file).getLen();
  }

  /** Where a file lies on this machine; empty if it lies elsewhere. */
  public Optional<java.nio.file.Path> local(String file) {
    Path path = found.get(file).getPath();
    return "file".equals(files.getUri().getScheme())
        ? Optional.of(java.nio.file.Path.of(path.toUri().getPath()))
        : Optional.empty();
  }

  /** The name by which it was asked for. */
  @Override
  public String toString() {
    return name;
  }
}
