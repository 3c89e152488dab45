package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.task.ElementType;
import dev.kindling.task.ImageSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples of classes.
 *
 * @param type of the features, U8 or F32
 * @param shape of one example's features; images are [height, width, channels], or [0, 0, channels]
 *     of U8 where each has its own height and width
 */
public record ExampleContents(ElementType type, List<Integer> shape) implements Contents {
  private static final long serialVersionUID = 1;
  private static final int MOST_BYTES = 1 << 28;
  private static final int IMAGE_RANK = 3;

  /** Where a manifest's provenance says what was made of each image file. */
  public static final String PICTURE_KEY = "picture";

  public ExampleContents {
    Require.present("type", type);
    boolean varies = varies(Require.copyOf("shape", shape));
    shape = varies ? List.copyOf(shape) : Require.copyOfPositive("shape", shape);
    long bytes = type.bytes();
    for (int dimension : varies ? List.of(Require.positive("shape[2]", shape.get(2))) : shape) {
      bytes *= dimension;
      if (bytes > MOST_BYTES) {
        throw new IllegalArgumentException("shape must have at most 256 MiB but is " + shape);
      }
    }
    if (type == ElementType.I32 || (varies && type != ElementType.U8)) {
      throw new IllegalArgumentException(
          "type must be U8, or F32 where all sizes are one, but is %s with the shape %s"
              .formatted(type, shape));
    }
  }

  /** Images that keep their heights and widths. */
  public static ExampleContents imagesOfOwnSizes(int channels) {
    return new ExampleContents(ElementType.U8, List.of(0, 0, channels));
  }

  private static boolean varies(List<Integer> shape) {
    return shape.size() == IMAGE_RANK && shape.get(0) == 0 && shape.get(1) == 0;
  }

  /** Whether each image has its own height and width. */
  public boolean isVarying() {
    return varies(shape);
  }

  int values() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }

  /** How many bytes a record has; 0 where that varies. */
  int bytes() {
    return values() * type.bytes();
  }

  public boolean isImage() {
    return shape.size() == IMAGE_RANK;
  }

  boolean isSquare() {
    return isImage() && shape.get(0).equals(shape.get(1));
  }

  /** What the examples are after they were brought to a size. */
  ExampleContents sized(ImageSize size) {
    return new ExampleContents(type, List.of(size.height(), size.width(), channels()));
  }

  /** How many channels have statistics of their own; values that are no image are one channel. */
  int channels() {
    return isImage() ? shape.get(2) : 1;
  }

  /** What has statistics: the channels, then height and width where they vary. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (int channel = 0; channel < channels(); channel++) {
      columns.add("channel" + channel);
    }
    if (isVarying()) {
      columns.add("height");
      columns.add("width");
    }
    return columns;
  }

  /** As messages have it. */
  @Override
  public String toString() {
    if (!isImage()) {
      return "examples of shape %s, %s".formatted(shape, ManifestJson.name(type));
    }
    String size =
        isVarying()
            ? "of their own sizes"
            : "of %dx%d pixels".formatted(shape.get(0), shape.get(1));
    String channels = channels() == 1 ? "1 channel" : channels() + " channels";
    String floats = type == ElementType.U8 ? "" : ", " + ManifestJson.name(type);
    return "images %s, %s%s".formatted(size, channels, floats);
  }
}
