package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.storage.Directory;
import dev.kindling.task.ElementType;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes classes of examples. One thread at a time; any number of parts at once. */
public final class ExamplePart implements AutoCloseable {

  private final ExampleContents contents;
  private final Fractions fractions;
  private final PartFiles files;
  private final List<ClassEntry> classes = new ArrayList<>();
  private final ExampleStatistics statistics;

  ExamplePart(Directory directory, ExampleContents contents, Fractions fractions, String prefix) {
    this.contents = contents;
    this.fractions = fractions;
    this.files = new PartFiles(directory, StoreFile.Role.EXAMPLES, null, prefix, contents.bytes());
    this.statistics = new ExampleStatistics(contents);
  }

  /**
   * Adds examples to a class; a class may be added to again, and by other parts.
   *
   * @param examples the features of each, as they are stored
   */
  public void add(String className, List<byte[]> examples) {
    boolean counts = fractions.of(className) == Split.TRAIN;
    List<ClassEntry.Extent> extents = new ArrayList<>();
    StoreFault.during(
        "write class " + className,
        () -> {
          for (byte[] example : examples) {
            requireWhole(className, example);
            extend(extents, files.append(example));
            if (counts) {
              statistics.add(example);
            }
          }
        });
    if (!extents.isEmpty()) {
      note(new ClassEntry(className, extents));
    }
  }

  private void note(ClassEntry entry) {
    int last = classes.size() - 1;
    if (last >= 0 && classes.get(last).name().equals(entry.name())) {
      classes.set(last, classes.get(last).plus(entry));
      return;
    }
    classes.add(entry);
  }

  private static void extend(List<ClassEntry.Extent> extents, PartFiles.Spot spot) {
    int last = extents.size() - 1;
    if (last >= 0 && extents.get(last).identity() == spot.identity()) {
      ClassEntry.Extent extent = extents.get(last);
      int count = extent.count() + 1;
      extents.set(last, new ClassEntry.Extent(extent.identity(), extent.first(), count));
      return;
    }
    extents.add(new ClassEntry.Extent(spot.identity(), spot.ordinal(), 1));
  }

  private void requireWhole(String className, byte[] example) {
    if (contents.isVarying()) {
      StoredImage.of(example, contents.channels());
    }
    if (contents.type() == ElementType.U8) {
      return;
    }
    ByteBuffer values = ByteBuffer.wrap(example).order(ByteOrder.LITTLE_ENDIAN);
    while (values.remaining() >= Float.BYTES) {
      float value = values.getFloat();
      if (!Float.isFinite(value)) {
        throw Fault.data(
            "examples of finite numbers are expected but one of class %s holds %s; leave it out"
                .formatted(className, value));
      }
    }
  }

  /** Ends the part; nobody sees it before it is committed. */
  public PartResult finish() {
    return StoreFault.translated(
        "finish a part",
        () ->
            new PartResult(
                files.finish(), classes, Map.of(), statistics.statistics(), Map.of(), Map.of()));
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw StoreFault.of("close a part", e);
    }
  }
}
