package dev.kindling.checkpoint;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.fault.Fault;
import dev.kindling.model.ParameterLayout;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.storage.FileAdvice;
import dev.kindling.storage.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/**
 * Reads checkpoint directories, and verifies all that they say about themselves.
 *
 * @param output the output directory of the run
 */
record CheckpointReader(Directory output) {

  /**
   * @throws DamageException that names the file, if the checkpoint is not whole
   */
  Checkpoint read(String directory, long step) throws IOException {
    CheckpointManifest manifest = manifest(directory, step);
    String file = directory + "/" + StateFile.NAME;
    StateFile.Vectors vectors = verified(file, () -> vectors(file, manifest));
    TrainingState state =
        new TrainingState(
            vectors.theta(),
            new OptimizerState(manifest.optimizerStep(), vectors.slots()),
            manifest.step(),
            manifest.best());
    verified(file, () -> same("SHA-256 of theta", manifest.thetaSha256(), state.thetaSha256()));
    return new Checkpoint(
        state,
        manifest.layout().parameters(),
        manifest.provenance(),
        configuration(output.path(directory, CheckpointManifest.NAME), manifest));
  }

  /** What the run computes; the tensors are not looked at. */
  Configuration configuration(String directory, long step) throws IOException {
    CheckpointManifest manifest = manifest(directory, step);
    return configuration(output.path(directory, CheckpointManifest.NAME), manifest);
  }

  CheckpointManifest manifest(String directory, long step) throws IOException {
    String file = directory + "/" + CheckpointManifest.NAME;
    return verified(
        file,
        () -> {
          CheckpointManifest manifest = CheckpointManifestJson.read(bytes(file));
          same("step", step, manifest.step());
          return manifest;
        });
  }

  private byte[] bytes(String file) throws IOException {
    byte[] bytes = output.read(file, CheckpointManifestJson.MOST_BYTES);
    if (bytes.length > CheckpointManifestJson.MOST_BYTES) {
      throw DamageException.expected("at most 16 MiB", "more");
    }
    return bytes;
  }

  private StateFile.Vectors vectors(String file, CheckpointManifest manifest) throws IOException {
    same("bytes", manifest.stateBytes(), output.bytes(file));
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(output.open(file), digest)) {
      StateFile.Vectors vectors = StateFile.read(manifest.layout(), in, manifest.stateBytes());
      same("SHA-256", manifest.stateSha256(), Sha256.hex(digest));
      return vectors;
    }
  }

  private static Configuration configuration(String file, CheckpointManifest manifest)
      throws IOException {
    String text = manifest.configuration().toString();
    try {
      return ConfigurationReader.parse(text, "configuration", List.of());
    } catch (Fault e) {
      throw new DamageException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static boolean same(String what, Object expected, Object seen) throws DamageException {
    if (!expected.equals(seen)) {
      throw DamageException.expected(what + " " + expected, seen);
    }
    return true;
  }

  /**
   * Holds a checkpoint's tensors to its configuration.
   *
   * @param model the layout of that configuration's model
   * @throws DamageException that names the file and the first tensor that is another
   */
  Checkpoint fitting(String directory, Checkpoint checkpoint, ParameterLayout model)
      throws IOException {
    ParameterLayout tensors = checkpoint.layout();
    int both = Math.max(tensors.parameters().size(), model.parameters().size());
    return verified(
        directory + "/" + StateFile.NAME,
        () -> {
          for (int i = 0; i < both; i++) {
            same("the configuration's tensor", described(model, i), described(tensors, i));
          }
          OptimizerState begun = checkpoint.configuration().optimizer().build().initialState(1);
          same(
              "the vectors of the configuration's optimizer,",
              begun.slots().keySet(),
              checkpoint.state().optimizer().slots().keySet());
          return checkpoint;
        });
  }

  private static String described(ParameterLayout layout, int index) {
    if (index >= layout.parameters().size()) {
      return "none more";
    }
    ParameterLayout.Parameter parameter = layout.parameters().get(index);
    return "theta/%s %s %s"
        .formatted(
            parameter.name(), parameter.shape(), parameter.role().name().toLowerCase(Locale.ROOT));
  }

  /** Puts the name of the file in front of what is wrong with it. */
  private <T> T verified(String file, FileAdvice.Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (DamageException e) {
      throw new DamageException(output.path(file) + " is damaged: " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      throw new DamageException(output.path(file) + " is missing", e);
    }
  }
}
