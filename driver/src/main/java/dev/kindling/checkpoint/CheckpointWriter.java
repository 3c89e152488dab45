package dev.kindling.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.config.ConfigurationWriter;
import dev.kindling.fault.Fault;
import dev.kindling.safetensors.SafetensorsHeader;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.util.Arrays;

/**
 * The commit protocol of {@code docs/spec/checkpoint.md}.
 *
 * @param output the output directory of the run
 * @param id this writer's own, so that no other writer takes its unfinished work for its own
 */
record CheckpointWriter(Directory output, String id) {

  private static final String CHECKPOINTS = CheckpointNames.FOLDER;
  private static final String CONFIGURATION = "configuration.yaml";

  /** Claims the output, tries that it can be written to, and clears away leftovers. */
  void prepare() throws IOException {
    output.makeDirectory(CHECKPOINTS);
    claim().make();
    output.write(in(CHECKPOINTS, CheckpointNames.writing(CheckpointNames.of(0), id)), out -> {});
    clear("");
    clear(CHECKPOINTS);
  }

  private OutputClaim claim() {
    return new OutputClaim(output, id);
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
    claim().requireHeld();
    try {
      writeConfiguration(checkpoint);
      writeTensors(checkpoint);
    } catch (IOException e) {
      // Another run clears away what this one has not finished.
      requireHeldAfter(e);
      throw e;
    }
  }

  private void requireHeldAfter(IOException failure) {
    try {
      claim().requireHeld();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void writeConfiguration(Checkpoint checkpoint) throws IOException {
    byte[] yaml = ConfigurationWriter.yaml(checkpoint.configuration()).getBytes(UTF_8);
    if (output.exists(CONFIGURATION)
        && Arrays.equals(output.read(CONFIGURATION, yaml.length), yaml)) {
      return;
    }
    output.replace(CONFIGURATION, id, yaml);
  }

  private void writeTensors(Checkpoint checkpoint) throws IOException {
    CheckpointManifest manifest = CheckpointManifest.of(checkpoint);
    String name = CheckpointNames.of(manifest.step());
    String file = in(CHECKPOINTS, name);
    if (isThere(file, manifest)) {
      return;
    }
    SafetensorsHeader header = CheckpointFile.header(manifest);
    boolean made =
        output.publish(
            CHECKPOINTS,
            name,
            id,
            out -> {
              header.write(out);
              CheckpointFile.writeTensors(manifest.layout(), checkpoint.state(), out);
            });
    if (!made || !new CheckpointReader(output).header(file).equals(header)) {
      throw Fault.usage(
          "another run made %s meanwhile, and two must not write to one output; stop one of them, then go on with --resume"
              .formatted(output.path(file)));
    }
  }

  private boolean isThere(String file, CheckpointManifest manifest) throws IOException {
    if (!output.exists(file)) {
      return false;
    }
    CheckpointManifest seen = new CheckpointReader(output).manifest(file, manifest.step());
    if (!seen.tensorsSha256().equals(manifest.tensorsSha256())
        || !seen.layout().tensors().equals(manifest.layout().tensors())) {
      throw Fault.usage(
          output.path(file)
              + " already holds another state of this step and is never overwritten:"
              + " resume from it, delete it, or name another output");
    }
    return true;
  }

  void requireHeld() throws IOException {
    claim().requireHeld();
  }

  void remove(long step) throws IOException {
    output.delete(CheckpointNames.path(step));
  }
}
