package dev.kindling.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.storage.Directory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {
  @TempDir private Path directory;

  /** Streams of HDFS that fail once fail ever after. */
  @Test
  void eventsGoOnInAnotherFileOnceTheirStreamBroke() throws IOException {
    var disk = new BreakingFileSystem(FileSystem.getLocal(new Configuration(false)).getRaw());
    var there = Directory.on(disk, new org.apache.hadoop.fs.Path(directory.toString()));
    var files = new EventFiles(there, Clock.systemUTC(), 0, "writer");
    files.write(List.of(event(1)), 1);

    disk.away = true;
    assertThatThrownBy(() -> files.write(List.of(event(2)), 2)).hasMessage("no data node answers");
    assertThatThrownBy(() -> files.write(List.of(event(3)), 3)).hasMessage("no data node answers");
    disk.away = false;
    files.write(List.of(event(4)), 4);
    files.close();

    List<Path> written = written();
    assertThat(written).hasSize(2);
    assertThat(steps(written.get(0))).startsWith(1L, 1L).doesNotContain(3L, 4L);
    assertThat(steps(written.get(1))).containsExactly(2L, 2L, 3L, 4L);
  }

  private static byte[] event(long step) {
    return EventRecord.scalars(1, step, Map.of("a", 1.));
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().contains("tfevents.")).sorted().toList();
    }
  }

  /** Those of the start and of what follows it. */
  private static List<Long> steps(Path file) throws IOException {
    return EventReader.read(Files.readAllBytes(file)).stream()
        .skip(1)
        .map(EventReader.Event::step)
        .toList();
  }

  /** While it is away nothing is written, and streams that were open then are lost. */
  private static final class BreakingFileSystem extends FilterFileSystem {
    private boolean away;

    BreakingFileSystem(FileSystem files) {
      super(files);
    }

    private void requireThere() throws IOException {
      if (away) {
        throw new IOException("no data node answers");
      }
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path path,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      requireThere();
      OutputStream out =
          super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
      return new FSDataOutputStream(new BreakingStream(out), null);
    }

    private final class BreakingStream extends OutputStream {
      private final OutputStream out;
      private final List<IOException> broken = new ArrayList<>();

      BreakingStream(OutputStream out) {
        this.out = out;
      }

      private void requireWhole() throws IOException {
        try {
          requireThere();
        } catch (IOException e) {
          broken.add(e);
        }
        if (!broken.isEmpty()) {
          throw broken.get(0);
        }
      }

      @Override
      public void write(int unit) throws IOException {
        requireWhole();
        out.write(unit);
      }

      @Override
      public void flush() throws IOException {
        requireWhole();
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    }
  }
}
