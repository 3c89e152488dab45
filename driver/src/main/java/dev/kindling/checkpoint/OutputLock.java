package dev.kindling.checkpoint;

import dev.kindling.fault.Fault;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Keeps a second run out of an output directory on a local disk, as long as the process lives that
 * holds it. Hadoop's file systems have no locks: there, an {@link OutputClaim} is made.
 */
public final class OutputLock implements AutoCloseable {
  static final String NAME = ".lock";

  private final Optional<FileChannel> channel;
  private final Path file;

  private OutputLock(Optional<FileChannel> channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  /** Makes the directory if need be; a run that is under way there is a usage fault. */
  public static OutputLock take(String output, Configuration hadoop) {
    org.apache.hadoop.fs.Path path = CheckpointStore.path(output);
    return CheckpointFault.writing(CheckpointFault.isLocal(path))
        .translated("write to " + output, () -> take(output, Directory.of(output, hadoop)));
  }

  private static OutputLock take(String output, Directory directory) throws IOException {
    String name = new org.apache.hadoop.fs.Path(directory.path(NAME)).toUri().getPath();
    Path file = Path.of(name);
    if (!directory.isLocal()) {
      return new OutputLock(Optional.empty(), file);
    }
    directory.makeDirectory("");
    while (true) {
      Object named = named(file);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw Fault.usage(
            "another run is writing to %s; wait until it has ended, or name another --output"
                .formatted(output));
      }
      if (named.equals(named(file))) {
        return new OutputLock(Optional.of(channel), file);
      }
      // Another run ended between the two steps and took the name away.
      channel.close();
    }
  }

  /**
   * What the system knows the file of this name by; it is made if there is none. To open and close
   * the file would let go of this process's lock on it.
   */
  private static Object named(Path file) throws IOException {
    while (true) {
      try {
        Files.createFile(file);
      } catch (FileAlreadyExistsException e) {
        // Left by a killed run, or held by another.
      }
      try {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
      } catch (NoSuchFileException e) {
        // Another run took the name away; once more.
      }
    }
  }

  /** Also where the file system has no locks: there is nothing to tell runs apart by. */
  private static boolean isLocked(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** The name goes first, while the lock is still held. */
  @Override
  public void close() {
    channel.ifPresent(this::release);
  }

  private void release(FileChannel held) {
    try (held) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // An unlocked file of that name hinders nobody.
    }
  }
}
