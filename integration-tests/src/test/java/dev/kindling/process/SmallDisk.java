package dev.kindling.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A disk of a few megabytes, in memory. Who may not mount one has none.
 *
 * @param path where it is mounted
 */
record SmallDisk(Path path) {
  private static final int CHUNK = 1024;
  private static final long PAUSE_NANOS = 1_000_000;

  /** Nothing where this user may not mount disks, or the system has none of this kind. */
  static Optional<SmallDisk> mount(Path path, int megabytes)
      throws IOException, InterruptedException {
    Files.createDirectories(path);
    String size = "size=%dm".formatted(megabytes);
    return succeeds("mount", "-t", "tmpfs", "-o", size, "tmpfs", path.toString())
        ? Optional.of(new SmallDisk(path))
        : Optional.empty();
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return builder.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes whatever room there is. */
  Filling fill() throws IOException {
    return new Filling(path.resolve("filling"));
  }

  /** What takes the room, also that which others leave, until it gives all of it back. */
  static final class Filling {
    private final Path file;
    private final Thread thread;
    private volatile boolean ended;

    private Filling(Path file) throws IOException {
      this.file = file;
      OutputStream out = Files.newOutputStream(file);
      thread = new Thread(() -> takeAll(out), "filling");
      thread.start();
    }

    private void takeAll(OutputStream out) {
      try (out) {
        while (!ended) {
          take(out);
        }
      } catch (IOException e) {
        // Nothing is kept back that could not be written.
      }
    }

    private static void take(OutputStream out) {
      try {
        out.write(new byte[CHUNK]);
      } catch (IOException full) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }

    void giveBack() throws IOException, InterruptedException {
      ended = true;
      thread.join();
      Files.delete(file);
    }
  }

  void unmount() throws InterruptedException {
    if (!succeeds("umount", path.toString())) {
      succeeds("umount", "-l", path.toString());
    }
  }
}
