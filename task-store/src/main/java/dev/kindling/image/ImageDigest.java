package dev.kindling.image;

import dev.kindling.storage.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A digest of images as they are stored, which depends neither on their order nor on the files that
 * they lie in: the sums, modulo 2^64, of the first two words of each one's SHA-256, over its class
 * and its own SHA-256.
 */
record ImageDigest(long images, long first, long second) {

  static ImageDigest none() {
    return new ImageDigest(0, 0, 0);
  }

  /**
   * @param sha256 of the image as it is stored
   */
  ImageDigest plus(String className, String sha256) {
    byte[] one = (className + '\0' + sha256).getBytes(StandardCharsets.UTF_8);
    ByteBuffer words = ByteBuffer.wrap(Sha256.bytes(one));
    return plus(new ImageDigest(1, words.getLong(), words.getLong()));
  }

  ImageDigest plus(ImageDigest other) {
    return new ImageDigest(images + other.images, first + other.first, second + other.second);
  }

  @Override
  public String toString() {
    return "%d:%016x%016x".formatted(images, first, second);
  }
}
