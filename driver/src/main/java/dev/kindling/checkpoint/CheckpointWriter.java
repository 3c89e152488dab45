package dev.kindling.checkpoint;

import dev.kindling.config.ConfigurationWriter;
import dev.kindling.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/**
 * The commit protocol of {@code docs/spec/checkpoint.md}.
 *
 * @param output the output directory of the run
 * @param checkpoints the directory in it that holds the checkpoints
 * @param id this writer's own, so that nobody takes its unfinished work for theirs
 */
record CheckpointWriter(Storage storage, Path output, Path checkpoints, String id) {

  private static final String CONFIGURATION = "configuration.yaml";

  /** Makes the directories, proves that they can be written to, clears away leftovers. */
  void prepare() throws IOException {
    storage.makeDirectory(checkpoints);
    Path probe = new Path(checkpoints, CheckpointNames.writing(CheckpointNames.of(0), id));
    storage.makeDirectory(probe);
    clear(output);
    clear(checkpoints);
  }

  private void clear(Path directory) throws IOException {
    for (String name : storage.names(directory)) {
      if (CheckpointNames.isLeftover(name)) {
        storage.delete(new Path(directory, name));
      }
    }
  }

  void write(Checkpoint checkpoint) throws IOException {
    writeConfiguration(checkpoint);
    CheckpointManifest manifest = CheckpointManifest.of(checkpoint);
    String name = CheckpointNames.of(manifest.step());
    if (isThere(new Path(checkpoints, name), manifest)) {
      return;
    }
    Path aside = new Path(checkpoints, CheckpointNames.writing(name, id));
    commit(
        aside,
        new Path(checkpoints, name),
        () -> {
          storage.makeDirectory(aside);
          storage.write(
              new Path(aside, StateFile.NAME),
              out -> StateFile.write(manifest.layout(), checkpoint.state(), out));
          byte[] json = CheckpointManifestJson.write(manifest);
          storage.write(new Path(aside, CheckpointManifest.NAME), out -> out.write(json));
          storage.syncDirectory(aside);
        });
  }

  /** Steps that write the directory or file aside. */
  private interface Steps {
    void run() throws IOException;
  }

  private void commit(Path aside, Path target, Steps steps) throws IOException {
    try {
      steps.run();
      storage.rename(aside, target);
    } catch (IOException | FSError e) {
      discard(aside, e);
      throw e;
    }
  }

  /** What cannot be removed now is a leftover that the next start removes. */
  private void discard(Path aside, Throwable failure) {
    try {
      storage.delete(aside);
    } catch (IOException | FSError e) {
      failure.addSuppressed(e);
    }
  }

  private boolean isThere(Path directory, CheckpointManifest manifest) throws IOException {
    if (!storage.exists(directory)) {
      return false;
    }
    CheckpointManifest seen = new CheckpointReader(storage).manifest(directory, manifest.step());
    if (!seen.stateSha256().equals(manifest.stateSha256())) {
      throw Fault.usage(
          directory
              + " already holds another state of this step and is never overwritten:"
              + " resume from it, delete it, or name another output");
    }
    return true;
  }

  private void writeConfiguration(Checkpoint checkpoint) throws IOException {
    byte[] yaml =
        ConfigurationWriter.yaml(checkpoint.configuration()).getBytes(StandardCharsets.UTF_8);
    Path target = new Path(output, CONFIGURATION);
    boolean exists = storage.exists(target);
    if (exists && holds(target, yaml)) {
      return;
    }
    Path aside = new Path(output, CheckpointNames.writing(CONFIGURATION, id));
    commit(
        aside,
        target,
        () -> {
          storage.write(aside, out -> out.write(yaml));
          if (exists) {
            remove(output, CONFIGURATION);
          }
        });
  }

  private boolean holds(Path file, byte[] bytes) throws IOException {
    try (InputStream in = storage.open(file)) {
      return Arrays.equals(in.readNBytes(bytes.length + 1), bytes);
    }
  }

  /** By way of another name, so that no half-deleted checkpoint is ever taken for one. */
  void remove(long step) throws IOException {
    remove(checkpoints, CheckpointNames.of(step));
  }

  private void remove(Path directory, String name) throws IOException {
    Path aside = new Path(directory, CheckpointNames.deleting(name, id));
    storage.rename(new Path(directory, name), aside);
    storage.delete(aside);
  }
}
