package dev.kindling.image;

import dev.kindling.storage.Sha256;
import dev.kindling.store.KnownClasses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The images of one class. Files of the same bytes, from this collection or another, are the same
 * image.
 */
final class ImageClass {

  private final String name;
  private final List<Collection.Image> images;
  private final KnownClasses.Known stored;
  private final Map<String, Set<String>> contents = new HashMap<>();
  private final List<String> damaged = new ArrayList<>();
  private ImageDigest digest = ImageDigest.none();
  private long taken;
  private long again;
  private long had;
  private long turned;

  /**
   * @param stored the examples that the store has of the class
   */
  ImageClass(String name, List<Collection.Image> images, KnownClasses.Known stored) {
    this.name = name;
    this.images = images;
    this.stored = stored;
  }

  /** Reads all of it, one image at a time. */
  void read(Picture picture, Consumer<byte[]> pictures) {
    Set<String> known = new HashSet<>();
    for (Collection.Image image : images) {
      try {
        byte[] file = image.read();
        String digest = Sha256.of(file);
        contents.computeIfAbsent(image.in().place(), path -> new HashSet<>()).add(digest);
        if (known.add(digest)) {
          DecodedImage decoded = ImageReading.decode(file);
          turned += decoded.orientation() == Orientation.UPRIGHT ? 0 : 1;
          take(Pixels.of(decoded, picture), pictures);
          continue;
        }
        again++;
      } catch (UnreadableImage e) {
        damaged.add(image + " " + e.getMessage());
      } catch (IOException e) {
        throw ImageFault.of("read " + image, e);
      }
    }
  }

  private void take(byte[] example, Consumer<byte[]> pictures) {
    String sha256 = Sha256.of(example);
    digest = digest.plus(name, sha256);
    if (stored.digests().contains(sha256)) {
      had++;
      return;
    }
    taken++;
    pictures.accept(example);
  }

  /** How many images went into the store. */
  long taken() {
    return taken;
  }

  /** Of all images that can be read. */
  ImageDigest digest() {
    return digest;
  }

  /** How many images are in the store already, to the bit. */
  long had() {
    return had;
  }

  /** How many images of the class the store has but cannot read, which may be stored again. */
  long hadDamaged() {
    return stored.damaged();
  }

  /** How many images it had already. */
  long again() {
    return again;
  }

  /** How many images were turned since they say so. */
  long turned() {
    return turned;
  }

  List<String> damaged() {
    return damaged;
  }

  /** Whether several collections have it, with the same images in each. */
  boolean isSharedWhole() {
    return contents.size() > 1 && contents.values().stream().distinct().count() == 1;
  }
}
