package dev.kindling.adapt;

import dev.kindling.safetensors.FloatStream;
import dev.kindling.storage.Sha256;

/** By which a model's meta-parameters are known: the SHA-256 of their little-endian bytes. */
final class Fingerprint {

  private Fingerprint() {}

  static String of(float[] theta) {
    return Sha256.of(out -> FloatStream.write(theta, out));
  }
}
