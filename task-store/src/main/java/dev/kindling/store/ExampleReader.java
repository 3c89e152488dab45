package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.form.Resampling;
import dev.kindling.task.ElementType;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.ImageSize;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads examples of classes, and brings images to the size that a run asks for. */
final class ExampleReader {

  private final Store store;
  private final ExampleContents stored;
  private final Optional<ImageSize> size;

  private ExampleReader(Store store, ExampleContents stored, Optional<ImageSize> size) {
    this.store = store;
    this.stored = stored;
    this.size = size;
  }

  static ExampleReader of(Store store, EpisodesSettings settings) {
    if (!(store.manifest().contents() instanceof ExampleContents stored)) {
      throw Fault.usage(
          "kind episodes needs a store of examples but %s holds tasks; set the kind of tasks to stored"
              .formatted(store.name()));
    }
    Optional<ImageSize> size = settings.imageSize();
    if (stored.isVarying() && size.isEmpty()) {
      throw Fault.usage(
          "size must be what images are brought to, as 84x84, since those of %s are each of a"
                  .formatted(store.name())
              + " size of their own, but is %s".formatted(settings.size()));
    }
    if (size.isPresent() && !(stored.isImage() && stored.type() == ElementType.U8)) {
      throw Fault.usage(
          "size %s is for images of bytes but %s holds examples of type %s and shape %s; set it"
                  .formatted(settings.size(), store.name(), stored.type(), stored.shape())
              + " to "
              + EpisodesSettings.STORED_SIZE);
    }
    requireChangeable(settings, store, stored);
    return new ExampleReader(store, stored, size);
  }

  private static void requireChangeable(
      EpisodesSettings settings, Store store, ExampleContents stored) {
    if (settings.augmentation().changesImages()
        && !(stored.isImage() && stored.type() == ElementType.U8)) {
      throw Fault.usage(
          "augmentation changes images of bytes but %s holds examples of type %s and shape %s;"
                  .formatted(store.name(), stored.type(), stored.shape())
              + " set its turn, scale, shift and shear to 0");
    }
  }

  /** What {@link #read} returns. */
  ExampleContents contents() {
    return size.map(stored::sized).orElse(stored);
  }

  byte[] read(RecordSequence.Located located) throws IOException {
    if (size.isEmpty()) {
      return located.read();
    }
    StoredImage image = image(located);
    return Resampling.apply(
        image.values(),
        image.height(),
        image.width(),
        stored.channels(),
        size.get().height(),
        size.get().width());
  }

  /** The image as it is stored, changed and brought to its size at once. */
  byte[] read(RecordSequence.Located located, AffineChange change) throws IOException {
    List<Integer> shape = contents().shape();
    ImageSize to = new ImageSize(shape.get(0), shape.get(1));
    return AffineResampling.apply(image(located), stored.channels(), to, change);
  }

  private StoredImage image(RecordSequence.Located located) throws IOException {
    return stored.isVarying()
        ? store.image(located)
        : new StoredImage(stored.shape().get(0), stored.shape().get(1), located.read());
  }
}
