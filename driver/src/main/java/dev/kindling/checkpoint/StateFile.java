package dev.kindling.checkpoint;

import dev.kindling.checkpoint.SafetensorsHeader.Tensor;
import dev.kindling.storage.DamageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code state.safetensors}: the vectors of a {@link TrainingState}. */
final class StateFile {

  static final String NAME = "state.safetensors";

  private StateFile() {}

  /** The vectors that were read. */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  record Vectors(float[] theta, SortedMap<String, float[]> slots) {}

  static void write(StateLayout layout, TrainingState state, OutputStream out) throws IOException {
    layout.header().write(out);
    FloatStream.write(state.metaParameters(), out);
    for (String slot : layout.slots()) {
      FloatStream.write(state.optimizer().slots().get(slot), out);
    }
  }

  /**
   * @param bytes the length of the file
   */
  static Vectors read(StateLayout layout, InputStream in, long bytes) throws IOException {
    SafetensorsHeader seen = SafetensorsHeader.read(in, bytes);
    verify(layout.header().tensors(), seen.tensors());
    float[] theta = FloatStream.read(new float[layout.size()], in);
    SortedMap<String, float[]> slots = new TreeMap<>();
    for (String slot : layout.slots()) {
      slots.put(slot, FloatStream.read(new float[layout.parameters().moved()], in));
    }
    return new Vectors(theta, slots);
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
}
