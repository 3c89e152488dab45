package dev.kindling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
  private final Configuration hadoop = new Configuration(false);
  @TempDir private Path directory;

  private OutputLock take() {
    return OutputLock.take(directory.resolve("run").toString(), hadoop);
  }

  @Test
  void aSecondRunIsRefusedUntilTheFirstHasEnded() {
    OutputLock first = take();

    assertThatThrownBy(this::take)
        .isInstanceOf(Fault.class)
        .hasMessage(
            "another run is writing to %s/run; wait until it has ended, or name another --output"
                .formatted(directory))
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);

    first.close();
    take().close();
    assertThat(directory.resolve("run")).isEmptyDirectory();
  }

  @Test
  void whatAKilledRunLeftHindersNobody() throws IOException {
    Path run = Files.createDirectory(directory.resolve("run"));
    Files.writeString(run.resolve(OutputLock.NAME), "of a process that is gone");

    take().close();

    assertThat(run).isEmptyDirectory();
  }

  @Test
  void anOutputThatCannotBeMadeIsRefused() throws IOException {
    Files.writeString(directory.resolve("run"), "a file");

    assertThatThrownBy(this::take)
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("cannot write to " + directory + "/run: ")
        .hasMessageEndingWith("; name an output that this user may write to");
  }

  /** Where there are no locks, another run may be quicker at any time. */
  @Test
  void aNameThatAnotherRunMadeMeanwhileIsToldAsThat() throws IOException {
    Path run = directory.resolve("run");
    CheckpointStore.forNewRun(run.toString(), hadoop);
    Path taken = run.resolve("checkpoints/step-00000010.safetensors");
    FileSystem quicker =
        new FilterFileSystem(FileSystem.getLocal(hadoop).getRaw()) {
          @Override
          public FSDataOutputStream create(
              org.apache.hadoop.fs.Path path,
              FsPermission permission,
              boolean overwrite,
              int bufferBytes,
              short replication,
              long blockBytes,
              Progressable progress)
              throws IOException {
            if (path.getName().contains(".safetensors.writing-")) {
              Files.writeString(taken, "of another run");
            }
            return super.create(
                path, permission, overwrite, bufferBytes, replication, blockBytes, progress);
          }
        };
    var store =
        new CheckpointStore(Directory.on(quicker, new org.apache.hadoop.fs.Path(run.toString())));

    assertThatThrownBy(() -> store.save(Checkpoints.at(10)))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("another run made file:" + taken + " meanwhile, and two must not ")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);
  }
}
