package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.task.ElementType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Examples of classes.
 *
 * @param type of the features, U8 or F32
 * @param shape of one example's features; images are [height, width, channels]
 */
public record ExampleContents(ElementType type, List<Integer> shape) implements Contents {
  private static final long serialVersionUID = 1;
  private static final int MOST_BYTES = 1 << 28;
  private static final int IMAGE_RANK = 3;

  public ExampleContents {
    Require.present("type", type);
    shape = Require.copyOfPositive("shape", shape);
    long bytes = type.bytes();
    for (int dimension : shape) {
      bytes *= dimension;
      if (bytes > MOST_BYTES) {
        throw new IllegalArgumentException("shape must have at most 256 MiB but is " + shape);
      }
    }
    if (type == ElementType.I32) {
      throw new IllegalArgumentException("type must be U8 or F32 but is I32");
    }
  }

  int values() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }

  public int bytes() {
    return values() * type.bytes();
  }

  boolean isImage() {
    return shape.size() == IMAGE_RANK;
  }

  boolean isSquare() {
    return isImage() && shape.get(0).equals(shape.get(1));
  }

  /** Statistics are kept for each; values that are no image are one channel. */
  int channels() {
    return isImage() ? shape.get(2) : 1;
  }

  List<String> columns() {
    return IntStream.range(0, channels()).mapToObj(channel -> "channel" + channel).toList();
  }
}
