package dev.kindling.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * An object store in a local directory: a file appears whole when it is closed, and rename, which
 * would be a copy, is a mistake.
 */
public final class ObjectFiles extends RawLocalFileSystem {

  private static final URI BUCKET = URI.create("s3a://bucket");

  /** What happens around the put of a manifest. */
  private static volatile Race race = new Race(true, () -> {}, () -> {});

  /**
   * What happens around the put of a manifest.
   *
   * @param conditional whether a put refuses to replace a file; some object stores cannot
   * @param before the put
   * @param after the put
   */
  record Race(boolean conditional, Runnable before, Runnable after) {}

  /** Used by Hadoop. */
  public ObjectFiles() {}

  static void race(Race next) {
    race = next;
  }

  static void register(Configuration hadoop) {
    hadoop.set("fs.s3a.impl", ObjectFiles.class.getName());
  }

  static String uri(java.nio.file.Path directory) {
    return BUCKET + directory.toAbsolutePath().toString();
  }

  @Override
  public URI getUri() {
    return BUCKET;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferBytes,
      short replication,
      long blockBytes,
      Progressable progress)
      throws IOException {
    java.nio.file.Path file = pathToFile(path).toPath();
    if (!overwrite && Files.exists(file)) {
      throw new FileAlreadyExistsException(path + " already exists");
    }
    return new FSDataOutputStream(new Upload(file), null);
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new AssertionError("a rename to %s would be a copy".formatted(to));
  }

  /** Holds the bytes of a file until it is closed. */
  private static final class Upload extends ByteArrayOutputStream {
    private final java.nio.file.Path file;
    private boolean done;

    private Upload(java.nio.file.Path file) {
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      if (done) {
        return;
      }
      done = true;
      if (!file.getParent().endsWith("versions")) {
        put(true);
        return;
      }
      race.before().run();
      put(race.conditional());
      race.after().run();
    }

    private void put(boolean conditional) throws IOException {
      Files.createDirectories(file.getParent());
      java.nio.file.Path aside =
          Files.write(file.getParent().resolve(".put-" + UUID.randomUUID()), toByteArray());
      if (!conditional) {
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        return;
      }
      try {
        Files.createLink(file, aside);
      } catch (java.nio.file.FileAlreadyExistsException e) {
        throw (IOException) new FileAlreadyExistsException(file + " already exists").initCause(e);
      } finally {
        Files.delete(aside);
      }
    }
  }
}
