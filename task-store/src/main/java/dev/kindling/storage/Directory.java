package dev.kindling.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A directory on a Hadoop file system, and the few things that a store does in it, each of which
 * either happens or throws. Names are relative to it.
 */
public final class Directory {

  /** Schemes whose rename is a copy, and whose files appear whole when they are closed. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "wasb", "wasbs", "swift");

  private final FileSystem files;
  private final Path root;
  private final boolean renames;

  Directory(FileSystem files, Path root, boolean renames) {
    this.files = files;
    this.root = root;
    this.renames = renames;
  }

  public static Directory of(String uri, Configuration hadoop) throws IOException {
    Path path = FileSystems.path(uri);
    FileSystem found = FileSystems.of(path, hadoop);
    FileSystem files = found instanceof LocalFileSystem ? LocalFiles.open(hadoop) : found;
    boolean renames = !OBJECT_STORES.contains(files.getUri().getScheme());
    return new Directory(files, files.makeQualified(path), renames);
  }

  /** The whole name of a file in it; of itself for an empty one. */
  public String path(String name, String... more) {
    String joined = more.length == 0 ? name : name + "/" + String.join("/", more);
    return at(joined).toString();
  }

  private Path at(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }

  public boolean isLocal() {
    return files.getUri().getScheme().equals("file");
  }

  public boolean exists(String name) throws IOException {
    return files.exists(at(name));
  }

  /**
   * What a directory holds.
   *
   * @param writtenMillis when it was last written, in milliseconds since 1970
   */
  public record Entry(String name, long bytes, long writtenMillis) {}

  /** What is in a directory below this one, by name; nothing if it does not exist. */
  public List<Entry> entries(String name) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(at(name))) {
        String entry = status.getPath().getName();
        entries.add(new Entry(entry, status.getLen(), status.getModificationTime()));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /** The names in a directory below this one, in alphabetical order; none if it does not exist. */
  public List<String> names(String name) throws IOException {
    return entries(name).stream().map(Entry::name).toList();
  }

  public long bytes(String name) throws IOException {
    return files.getFileStatus(at(name)).getLen();
  }

  public FSDataInputStream open(String name) throws IOException {
    return files.open(at(name));
  }

  /** All of a file, or at most one byte more than {@code most}. */
  public byte[] read(String name, int most) throws IOException {
    try (InputStream in = open(name)) {
      return in.readNBytes(most + 1);
    }
  }

  /** A new file, and the directories above it. */
  public FSDataOutputStream create(String name) throws IOException {
    return files.create(at(name), false);
  }

  /**
   * Makes a file of a name exist, whole, unless there is one already.
   *
   * @param writer what tells this writer's unfinished file from others
   * @return whether this call made it
   */
  public boolean publish(String directory, String name, String writer, byte[] content)
      throws IOException {
    return renames
        ? rename(directory, name, writer, content)
        : put(directory + "/" + name, content);
  }

  private boolean rename(String directory, String name, String writer, byte[] content)
      throws IOException {
    String aside = directory + "/." + name + ".writing-" + writer;
    try (FSDataOutputStream out = create(aside)) {
      out.write(content);
      out.hsync();
    }
    String target = directory + "/" + name;
    if (exists(target) || !renamed(aside, target)) {
      files.delete(at(aside), false);
      return false;
    }
    syncDirectory(directory);
    return true;
  }

  private boolean renamed(String aside, String target) throws IOException {
    try {
      return files.rename(at(aside), at(target));
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
  }

  private boolean put(String name, byte[] content) throws IOException {
    try (FSDataOutputStream out = files.create(at(name), false)) {
      out.write(content);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    return Arrays.equals(read(name, content.length), content);
  }

  /** Makes new names in a directory outlive a power cut. HDFS does so by itself. */
  public void syncDirectory(String name) throws IOException {
    if (!isLocal() || java.io.File.separatorChar == '\\') {
      return;
    }
    java.nio.file.Path local = java.nio.file.Path.of(at(name).toUri().getPath());
    try (FileChannel channel = FileChannel.open(local, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** No trouble if it is not there. */
  public void delete(String name) throws IOException {
    if (!files.delete(at(name), false) && exists(name)) {
      throw new IOException("deleting " + path(name) + " was refused");
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
