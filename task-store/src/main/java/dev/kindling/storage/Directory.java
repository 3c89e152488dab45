package dev.kindling.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A directory on a Hadoop file system, and the few things that stores and checkpoints do in it.
 * Each of them either happens or throws: Hadoop's own calls say some failures by returning false.
 * Names are relative to the directory.
 */
public final class Directory {

  /** Schemes whose rename is a copy, and whose files appear whole when they are closed. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "wasb", "wasbs", "swift");

  private final FileSystem files;
  private final Path root;
  private final boolean renames;

  private Directory(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
    this.renames = !OBJECT_STORES.contains(files.getUri().getScheme());
  }

  public static Directory of(String uri, Configuration hadoop) throws IOException {
    Path path = FileSystems.path(uri);
    return on(FileSystems.of(path, hadoop), path);
  }

  /** The same on a file system that is open already. */
  public static Directory on(FileSystem files, Path path) {
    return new Directory(files, files.makeQualified(path));
  }

  /** The whole name of a file in it; its own for an empty name. */
  public String path(String name, String... more) {
    String joined = more.length == 0 ? name : name + "/" + String.join("/", more);
    return at(joined).toString();
  }

  private Path at(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }

  private static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  public boolean isLocal() {
    return files.getUri().getScheme().equals("file");
  }

  /** Whether others can read what was written of a file before it is closed. */
  public boolean showsOpenFiles() {
    return renames;
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

  /** Makes it and the directories above it; all names are on the disks when this returns. */
  public void makeDirectory(String name) throws IOException {
    List<Path> changed = new ArrayList<>();
    for (Path path = at(name); !files.exists(path); path = path.getParent()) {
      changed.add(path.getParent());
    }
    makeDirectories(at(name));
    for (Path parent : changed) {
      sync(parent);
    }
  }

  private void makeDirectories(Path path) throws IOException {
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

  /** A new file, and the directories above it. */
  public FSDataOutputStream create(String name) throws IOException {
    return create(name, false);
  }

  private FSDataOutputStream create(String name, boolean overwrite) throws IOException {
    if (isLocal() && !exists(parent(name))) {
      makeDirectory(parent(name));
    }
    return files.create(at(name), overwrite);
  }

  /** Writes a new file and returns when it is on the disks. */
  public void write(String name, Sha256.Content content) throws IOException {
    if (!renames) {
      put(name, false, content);
      return;
    }
    writeSynced(name, false, content);
  }

  private void writeSynced(String name, boolean overwrite, Sha256.Content content)
      throws IOException {
    try (FSDataOutputStream out = create(name, overwrite)) {
      content.write(out);
      out.hsync();
    }
  }

  /**
   * Gives a file or a directory its name in one step. The name is on the disks when this returns.
   *
   * @throws FileAlreadyExistsException if the name is taken
   */
  public void rename(String from, String to) throws IOException {
    if (!renamed(from, to)) {
      throw new FileAlreadyExistsException(path(to) + " already exists");
    }
  }

  /** Looks first, since Hadoop would move {@code from} into a directory of that name. */
  private boolean renamed(String from, String to) throws IOException {
    if (exists(to)) {
      return false;
    }
    try {
      if (!files.rename(at(from), at(to))) {
        return refused(from, to);
      }
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
    syncDirectory(parent(to));
    return true;
  }

  private boolean refused(String from, String to) throws IOException {
    if (exists(to)) {
      return false;
    }
    throw new IOException("renaming %s to %s was refused".formatted(path(from), path(to)));
  }

  /**
   * Makes a file of a name exist, whole, unless there is one of that name already.
   *
   * @param writer what tells this writer's unfinished file from others
   * @return whether this call made it
   */
  public boolean publish(String directory, String name, String writer, byte[] content)
      throws IOException {
    return publish(directory, name, writer, out -> out.write(content))
        && (renames || Arrays.equals(read(in(directory, name), content.length), content));
  }

  /**
   * The same for content that is not at hand as a whole. Where an object store does not create
   * conditionally, several writers may be told at once that they made it; the last of them did.
   */
  public boolean publish(String directory, String name, String writer, Sha256.Content content)
      throws IOException {
    String target = in(directory, name);
    if (renames) {
      return writeAside(in(directory, "." + name + ".writing-" + writer), target, content);
    }
    try {
      put(target, false, content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static String in(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  /** What an earlier try of the same writer left aside is written over. */
  private boolean writeAside(String aside, String target, Sha256.Content content)
      throws IOException {
    try {
      writeSynced(aside, true, content);
      if (renamed(aside, target)) {
        return true;
      }
    } catch (IOException | FSError e) {
      discard(aside, e);
      throw e;
    }
    delete(aside);
    return false;
  }

  private void discard(String aside, Throwable failure) {
    try {
      delete(aside);
    } catch (IOException | FSError e) {
      failure.addSuppressed(e);
    }
  }

  /** An object comes to be when its stream is closed, so one that was not written whole is not. */
  private void put(String name, boolean overwrite, Sha256.Content content) throws IOException {
    FSDataOutputStream out = files.create(at(name), overwrite);
    try {
      content.write(out);
    } catch (IOException | RuntimeException | Error e) {
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      }
      throw e;
    }
    out.close();
  }

  /**
   * Gives a file new content in one step, whether or not it is there. It may be lost in a power
   * cut.
   *
   * @param writer what tells this writer's unfinished file from others
   */
  public void replace(String name, String writer, byte[] content) throws IOException {
    if (!renames) {
      put(name, true, out -> out.write(content));
      return;
    }
    String aside = "." + name + ".writing-" + writer;
    try (FSDataOutputStream out = files.create(at(aside), true)) {
      out.write(content);
    }
    takePlace(aside, name);
  }

  /** The same for content that is not at hand as a whole; it outlives a power cut. */
  public void replaceSynced(String name, String writer, Sha256.Content content) throws IOException {
    if (!renames) {
      put(name, true, content);
      return;
    }
    String aside = "." + name + ".writing-" + writer;
    try {
      writeSynced(aside, true, content);
    } catch (IOException | FSError e) {
      discard(aside, e);
      throw e;
    }
    takePlace(aside, name);
    syncDirectory(parent(name));
  }

  private void takePlace(String aside, String name) throws IOException {
    if (isLocal()) {
      Files.move(local(aside), local(name), StandardCopyOption.ATOMIC_MOVE);
    } else {
      replaceBy(aside, name);
    }
  }

  private java.nio.file.Path local(String name) {
    return java.nio.file.Path.of(at(name).toUri().getPath());
  }

  private void replaceBy(String aside, String name) throws IOException {
    try {
      FileContext.getFileContext(files.getUri(), files.getConf())
          .rename(at(aside), at(name), Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      // It knows no rename that replaces: for a moment there is none.
      delete(name);
      rename(aside, name);
    }
  }

  /** Makes new names in a directory outlive a power cut. HDFS does so by itself. */
  public void syncDirectory(String name) throws IOException {
    sync(at(name));
  }

  private void sync(Path path) throws IOException {
    if (!isLocal() || java.io.File.separatorChar == '\\') {
      return;
    }
    java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
    try (FileChannel channel = FileChannel.open(local, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes a file; no trouble if it is not there. */
  public void delete(String name) throws IOException {
    delete(name, false);
  }

  /** Deletes a file, or a directory with all that it holds; no trouble if it is not there. */
  public void deleteTree(String name) throws IOException {
    delete(name, true);
  }

  private void delete(String name, boolean recursive) throws IOException {
    if (!files.delete(at(name), recursive) && exists(name)) {
      throw new IOException("deleting " + path(name) + " was refused");
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
