package dev.kindling.checkpoint;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.fault.Fault;
import dev.kindling.model.ParameterLayout;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.safetensors.SafetensorsHeader;
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
 * Reads checkpoints, and verifies all that they say about themselves.
 *
 * @param output the output directory of the run
 */
record CheckpointReader(Directory output) {

  /**
   * @throws DamageException that names the file, if the checkpoint is not whole
   */
  Checkpoint read(String file, long step) throws IOException {
    return opened(
        file,
        (header, in) -> {
          CheckpointManifest manifest = manifest(header, step);
          TrainingState state = state(manifest, in);
          ParameterLayout layout = manifest.layout().parameters();
          return new Checkpoint(state, layout, manifest.provenance(), configuration(manifest));
        });
  }

  private static TrainingState state(CheckpointManifest manifest, InputStream in)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    var digesting = new DigestInputStream(in, digest);
    CheckpointFile.Vectors vectors = CheckpointFile.readTensors(manifest.layout(), digesting);
    same("SHA-256 of the tensors", manifest.tensorsSha256(), Sha256.hex(digest));
    TrainingState state =
        new TrainingState(
            vectors.theta(),
            new OptimizerState(manifest.optimizerStep(), vectors.slots()),
            manifest.step(),
            manifest.best(),
            manifest.rollbacks());
    same("SHA-256 of theta", manifest.thetaSha256(), state.thetaSha256());
    return state;
  }

  /** What the run computes; the tensors are not looked at. */
  Configuration configuration(String file, long step) throws IOException {
    return opened(file, (header, in) -> configuration(manifest(header, step)));
  }

  /** What the checkpoint says of itself; the tensors are not looked at. */
  CheckpointManifest manifest(String file, long step) throws IOException {
    return opened(file, (header, in) -> manifest(header, step));
  }

  SafetensorsHeader header(String file) throws IOException {
    return opened(file, (header, in) -> header);
  }

  private static CheckpointManifest manifest(SafetensorsHeader header, long step)
      throws DamageException {
    CheckpointManifest manifest = CheckpointFile.manifest(header);
    same("step", step, manifest.step());
    return manifest;
  }

  private static Configuration configuration(CheckpointManifest manifest) throws DamageException {
    String text = manifest.configuration().toString();
    try {
      return ConfigurationReader.parse(text, "configuration", List.of());
    } catch (Fault e) {
      throw new DamageException(e.getMessage(), e);
    }
  }

  private interface AfterHeader<T> {
    T read(SafetensorsHeader header, InputStream in) throws IOException;
  }

  private <T> T opened(String file, AfterHeader<T> action) throws IOException {
    return verified(
        file,
        () -> {
          try (InputStream in = output.open(file)) {
            return action.read(
                SafetensorsHeader.read(CheckpointFile.KEY, in, output.bytes(file)), in);
          }
        });
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
  Checkpoint fitting(String file, Checkpoint checkpoint, ParameterLayout model) throws IOException {
    ParameterLayout tensors = checkpoint.layout();
    int both = Math.max(tensors.parameters().size(), model.parameters().size());
    return verified(
        file,
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
