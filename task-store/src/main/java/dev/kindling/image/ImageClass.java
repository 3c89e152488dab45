package dev.kindling.image;

import dev.kindling.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images of one class. An image whose bytes the class has already, from this collection or
 * another, is the same image.
 */
final class ImageClass {

  private final List<Collection.Image> images;
  private final List<byte[]> pictures = new ArrayList<>();
  private final Map<Path, Set<String>> contents = new HashMap<>();
  private long again;
  private final List<String> damaged = new ArrayList<>();

  ImageClass(List<Collection.Image> images) {
    this.images = images;
  }

  /** Reads all of it. */
  void read(Picture picture, Map<Collection.Image, Path> origins) {
    Set<String> known = new LinkedHashSet<>();
    for (Collection.Image image : images) {
      try {
        byte[] file = image.read();
        String digest = digest(file);
        contents.computeIfAbsent(origins.get(image), path -> new LinkedHashSet<>()).add(digest);
        if (known.add(digest)) {
          pictures.add(Pixels.of(ImageReading.decode(file), picture));
          continue;
        }
        again++;
      } catch (UnreadableImage e) {
        damaged.add(image + " " + e.getMessage());
      } catch (IOException e) {
        throw Fault.data("cannot read %s: %s; check the file".formatted(image, e.getMessage()), e);
      }
    }
  }

  private static String digest(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  List<byte[]> pictures() {
    return pictures;
  }

  /** How many images it had already. */
  long again() {
    return again;
  }

  List<String> damaged() {
    return damaged;
  }

  /** Whether several collections have it, with the same images in each. */
  boolean isSharedWhole() {
    return contents.size() > 1 && contents.values().stream().distinct().count() == 1;
  }
}
