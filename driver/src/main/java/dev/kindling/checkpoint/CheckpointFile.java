package dev.kindling.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.safetensors.FloatStream;
import dev.kindling.safetensors.SafetensorsHeader;
import dev.kindling.safetensors.SafetensorsHeader.Tensor;
import dev.kindling.storage.DamageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The one file of a checkpoint: what it says of itself, then the vectors of its state. */
final class CheckpointFile {

  /** What tells a checkpoint from other safetensors files. */
  static final String KEY = "kindling_checkpoint";

  private CheckpointFile() {}

  /** The vectors that were read. */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  record Vectors(float[] theta, SortedMap<String, float[]> slots) {}

  static SafetensorsHeader header(CheckpointManifest manifest) {
    String description = new String(CheckpointManifestJson.write(manifest), UTF_8);
    return new SafetensorsHeader(KEY, description, manifest.layout().tensors());
  }

  static void writeTensors(StateLayout layout, TrainingState state, OutputStream out)
      throws IOException {
    FloatStream.write(state.metaParameters(), out);
    for (String slot : layout.slots()) {
      FloatStream.write(state.optimizer().slots().get(slot), out);
    }
  }

  /** What a header says of its checkpoint; the tensors that it lists are those. */
  static CheckpointManifest manifest(SafetensorsHeader header) throws DamageException {
    byte[] description = header.description().getBytes(UTF_8);
    if (description.length > CheckpointManifestJson.MOST_BYTES) {
      throw DamageException.expected("a description of at most 16 MiB", "more");
    }
    CheckpointManifest manifest = CheckpointManifestJson.read(description);
    verify(manifest.layout().tensors(), header.tensors());
    return manifest;
  }

  private static void verify(List<Tensor> expected, List<Tensor> seen) throws DamageException {
    if (expected.size() != seen.size()) {
      throw DamageException.expected(expected.size() + " tensors", seen.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(seen.get(i))) {
        throw DamageException.expected(expected.get(i), seen.get(i));
      }
    }
  }

  /** Reads what follows the header. */
  static Vectors readTensors(StateLayout layout, InputStream in) throws IOException {
    float[] theta = FloatStream.read(new float[layout.size()], in);
    SortedMap<String, float[]> slots = new TreeMap<>();
    for (String slot : layout.slots()) {
      slots.put(slot, FloatStream.read(new float[layout.parameters().moved()], in));
    }
    return new Vectors(theta, slots);
  }
}
