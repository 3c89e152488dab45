package dev.kindling.checkpoint;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.fault.Fault;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Reads checkpoint directories and believes nothing that they say of themselves. */
record CheckpointReader(Storage storage) {

  /**
   * @throws DamageException that names the file, if the checkpoint is not whole
   */
  Checkpoint read(Path directory, long step) throws IOException {
    CheckpointManifest manifest = manifest(directory, step);
    Path file = new Path(directory, StateFile.NAME);
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
        configuration(new Path(directory, CheckpointManifest.NAME), manifest));
  }

  /** What the run computes; the tensors are not looked at. */
  Configuration configuration(Path directory, long step) throws IOException {
    Path file = new Path(directory, CheckpointManifest.NAME);
    return configuration(file, manifest(directory, step));
  }

  CheckpointManifest manifest(Path directory, long step) throws IOException {
    Path file = new Path(directory, CheckpointManifest.NAME);
    return verified(
        file,
        () -> {
          CheckpointManifest manifest = CheckpointManifestJson.read(bytes(file));
          same("step", step, manifest.step());
          return manifest;
        });
  }

  private byte[] bytes(Path file) throws IOException {
    try (InputStream in = storage.open(file)) {
      byte[] bytes = in.readNBytes(CheckpointManifestJson.MOST_BYTES + 1);
      if (bytes.length > CheckpointManifestJson.MOST_BYTES) {
        throw DamageException.expected("at most 16 MiB", "more");
      }
      return bytes;
    }
  }

  private StateFile.Vectors vectors(Path file, CheckpointManifest manifest) throws IOException {
    same("bytes", manifest.stateBytes(), storage.bytes(file));
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(storage.open(file), digest)) {
      StateFile.Vectors vectors = StateFile.read(manifest.layout(), in, manifest.stateBytes());
      same("SHA-256", manifest.stateSha256(), Sha256.hex(digest));
      return vectors;
    }
  }

  private static Configuration configuration(Path file, CheckpointManifest manifest)
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

  /** Puts the file in front of what is wrong with it. */
  private static <T> T verified(Path file, StorageFault.Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (DamageException e) {
      throw new DamageException(file + " is damaged: " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      throw new DamageException(file + " is missing", e);
    }
  }
}
