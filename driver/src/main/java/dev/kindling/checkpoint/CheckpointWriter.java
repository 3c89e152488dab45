package dev.kindling.checkpoint;

import dev.kindling.config.ConfigurationWriter;
import dev.kindling.fault.Fault;
import dev.kindling.storage.Directory;
import dev.kindling.storage.FileAdvice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;

/**
 * The commit protocol of {@code docs/spec/checkpoint.md}.
 *
 * @param output the output directory of the run
 * @param id this writer's own, so that no other writer takes its unfinished work for its own
 */
record CheckpointWriter(Directory output, String id) {

  private static final String CHECKPOINTS = CheckpointNames.FOLDER;
  private static final String CONFIGURATION = "configuration.yaml";

  /** Makes the directories, tries that they can be written to, and clears away leftovers. */
  void prepare() throws IOException {
    output.makeDirectory(CHECKPOINTS);
    output.makeDirectory(in(CHECKPOINTS, CheckpointNames.writing(CheckpointNames.of(0), id)));
    clear("");
    clear(CHECKPOINTS);
  }

  private void clear(String directory) throws IOException {
    for (String name : output.names(directory)) {
      if (CheckpointNames.isLeftover(name)) {
        output.deleteTree(in(directory, name));
      }
    }
  }

  private static String in(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  void write(Checkpoint checkpoint) throws IOException {
    writeConfiguration(checkpoint);
    CheckpointManifest manifest = CheckpointManifest.of(checkpoint);
    String name = CheckpointNames.of(manifest.step());
    if (isThere(in(CHECKPOINTS, name), manifest)) {
      return;
    }
    String aside = in(CHECKPOINTS, CheckpointNames.writing(name, id));
    commit(
        aside,
        in(CHECKPOINTS, name),
        () -> {
          output.makeDirectory(aside);
          output.write(
              in(aside, StateFile.NAME),
              out -> StateFile.write(manifest.layout(), checkpoint.state(), out));
          byte[] json = CheckpointManifestJson.write(manifest);
          output.write(in(aside, CheckpointManifest.NAME), out -> out.write(json));
          output.syncDirectory(aside);
        });
  }

  /**
   * @param step writes the directory or file aside
   */
  private void commit(String aside, String target, FileAdvice.Step step) throws IOException {
    try {
      step.run();
      output.rename(aside, target);
    } catch (FileAlreadyExistsException e) {
      discard(aside, e);
      throw Fault.usage(
          "another run made %s meanwhile, and two must not write to one output; stop one of them, then go on with --resume"
              .formatted(output.path(target)),
          e);
    } catch (IOException | FSError e) {
      discard(aside, e);
      throw e;
    }
  }

  /** What cannot be removed now is a leftover that the next start removes. */
  private void discard(String aside, Throwable failure) {
    try {
      output.deleteTree(aside);
    } catch (IOException | FSError e) {
      failure.addSuppressed(e);
    }
  }

  private boolean isThere(String directory, CheckpointManifest manifest) throws IOException {
    if (!output.exists(directory)) {
      return false;
    }
    CheckpointManifest seen = new CheckpointReader(output).manifest(directory, manifest.step());
    if (!seen.stateSha256().equals(manifest.stateSha256())) {
      throw Fault.usage(
          output.path(directory)
              + " already holds another state of this step and is never overwritten:"
              + " resume from it, delete it, or name another output");
    }
    return true;
  }

  private void writeConfiguration(Checkpoint checkpoint) throws IOException {
    byte[] yaml =
        ConfigurationWriter.yaml(checkpoint.configuration()).getBytes(StandardCharsets.UTF_8);
    boolean exists = output.exists(CONFIGURATION);
    if (exists && Arrays.equals(output.read(CONFIGURATION, yaml.length), yaml)) {
      return;
    }
    String aside = CheckpointNames.writing(CONFIGURATION, id);
    commit(
        aside,
        CONFIGURATION,
        () -> {
          output.write(aside, out -> out.write(yaml));
          if (exists) {
            remove("", CONFIGURATION);
          }
        });
  }

  /** Renames it first, so that no half-deleted checkpoint is ever taken for a whole one. */
  void remove(long step) throws IOException {
    remove(CHECKPOINTS, CheckpointNames.of(step));
  }

  private void remove(String directory, String name) throws IOException {
    String aside = in(directory, CheckpointNames.deleting(name, id));
    output.rename(in(directory, name), aside);
    output.deleteTree(aside);
  }
}
