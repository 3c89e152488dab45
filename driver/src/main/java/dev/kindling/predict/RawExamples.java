package dev.kindling.predict;

import dev.kindling.task.HostTensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Examples of one place in their order.
 *
 * @param key what their names are, as the heading of a column
 */
record RawExamples(String place, String key, List<RawExample> examples) {

  /** The features of all, by the shape of one's. */
  HostTensor features(List<Integer> shape) {
    int each = shape.stream().reduce(1, Math::multiplyExact);
    float[] all = new float[Math.multiplyExact(each, examples.size())];
    for (int i = 0; i < examples.size(); i++) {
      System.arraycopy(examples.get(i).features(), 0, all, i * each, each);
    }
    return HostTensor.of(all, dimensions(shape));
  }

  /** With the number of examples first. */
  int[] dimensions(List<Integer> shape) {
    return IntStream.concat(
            IntStream.of(examples.size()), shape.stream().mapToInt(Integer::intValue))
        .toArray();
  }
}
