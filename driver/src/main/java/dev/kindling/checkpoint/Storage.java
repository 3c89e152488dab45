package dev.kindling.checkpoint;

import dev.kindling.storage.FileSystems;
import dev.kindling.storage.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The few operations that checkpoints need of a Hadoop file system, each of which either happens or
 * throws: Hadoop's own say some failures by returning false.
 */
record Storage(FileSystem files) {

  /**
   * The local file system is taken raw: a checkpoint has its own checksums, not {@code .crc} files.
   */
  static Storage of(Path path, Configuration hadoop) throws IOException {
    FileSystem files = FileSystems.of(path, hadoop);
    return new Storage(files instanceof LocalFileSystem ? LocalFiles.open(hadoop) : files);
  }

  boolean exists(Path path) throws IOException {
    return files.exists(path);
  }

  /** The names in a directory; none if it does not exist. */
  List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(directory)) {
        names.add(status.getPath().getName());
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return names;
  }

  /** With the directories above it; their names too are on the disks when it returns. */
  void makeDirectory(Path path) throws IOException {
    List<Path> changed = new ArrayList<>();
    for (Path at = path; !files.exists(at); at = at.getParent()) {
      changed.add(at.getParent());
    }
    create(path);
    for (Path parent : changed) {
      syncDirectory(parent);
    }
  }

  private void create(Path path) throws IOException {
    if (files.mkdirs(path)) {
      return;
    }
    if (isLocal()) {
      // Java's own call knows why.
      Files.createDirectories(java.nio.file.Path.of(path.toUri().getPath()));
      return;
    }
    throw new IOException("the file system does not say why");
  }

  /** Writes a new file and returns when it is on the disks. */
  void write(Path path, Sha256.Content content) throws IOException {
    try (FSDataOutputStream out = files.create(path, false)) {
      content.write(out);
      out.hsync();
    }
  }

  /** The atomic step; Hadoop would move {@code from} into a directory that exists. */
  void rename(Path from, Path to) throws IOException {
    if (files.exists(to)) {
      throw new IOException(to + " already exists");
    }
    if (!files.rename(from, to)) {
      throw new IOException("renaming " + from + " to " + to + " was refused");
    }
    syncDirectory(to.getParent());
  }

  /** Makes new names in a directory outlive a power cut. HDFS does so by itself. */
  void syncDirectory(Path directory) throws IOException {
    if (!isLocal() || java.io.File.separatorChar == '\\') {
      return;
    }
    java.nio.file.Path local = java.nio.file.Path.of(directory.toUri().getPath());
    try (FileChannel channel = FileChannel.open(local, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  void delete(Path path) throws IOException {
    if (!files.delete(path, true) && files.exists(path)) {
      throw new IOException("deleting " + path + " was refused");
    }
  }

  long bytes(Path path) throws IOException {
    return files.getFileStatus(path).getLen();
  }

  InputStream open(Path path) throws IOException {
    return files.open(path);
  }

  private boolean isLocal() {
    return files.getUri().getScheme().equals("file");
  }
}
