package dev.kindling.store;

import dev.kindling.storage.Sha256;
import dev.kindling.task.ElementType;
import dev.kindling.task.Key;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSource;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Small stores of known contents. */
final class Samples {

  static final Configuration HADOOP = new Configuration();
  static final ExampleContents IMAGES = new ExampleContents(ElementType.U8, List.of(4, 4, 1));
  static final TaskContents TABLE =
      new TaskContents(
          List.of("a", "b"), List.of(new TaskContents.Category("city", 5)), "y", 0, true);

  private Samples() {}

  /** Classes of 8 images in several parts. */
  static Manifest images(String uri, int first, int classes) {
    StoreWriter writer =
        first == 0
            ? StoreWriter.create(uri, IMAGES, new Fractions(.6, .2, .2), HADOOP)
            : StoreWriter.append(uri, IMAGES, HADOOP);
    List<PartResult> parts = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      try (ExamplePart open = writer.target().openExamples(part, HADOOP)) {
        for (int i = first + part; i < first + classes; i += 3) {
          open.add("class" + i, images(i));
        }
        parts.add(open.finish());
      }
    }
    return writer.commit(parts, Map.of("by", "a test"));
  }

  static List<byte[]> images(int ofClass) {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] image = new byte[16];
      for (int at = 0; at < image.length; at++) {
        image[at] = (byte) Key.of(ofClass).fold(i).below(at, 256);
      }
      images.add(image);
    }
    return images;
  }

  /** Classes of 4 images of other sizes each. */
  static Manifest imagesOfOwnSizes(String uri, int classes) {
    StoreWriter writer =
        StoreWriter.create(
            uri, ExampleContents.imagesOfOwnSizes(2), new Fractions(.6, .2, .2), HADOOP);
    try (ExamplePart part = writer.target().openExamples(0, HADOOP)) {
      for (int i = 0; i < 4 * classes; i++) {
        byte[] values = new byte[(1 + i % 5) * (1 + i % 7) * 2];
        java.util.Arrays.fill(values, (byte) (17 * i));
        part.add("class" + i / 4, List.of(new StoredImage(1 + i % 5, 1 + i % 7, values).bytes()));
      }
      return writer.commit(List.of(part.finish()), Map.of());
    }
  }

  static Manifest tasks(String uri, int first, int tasks) {
    StoreWriter writer =
        first == 0
            ? StoreWriter.create(uri, TABLE, Fractions.defaults(), HADOOP)
            : StoreWriter.append(uri, TABLE, HADOOP);
    List<PartResult> parts = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      try (TaskPart open = writer.target().openTasks(part, HADOOP)) {
        for (int i = first + part; i < first + tasks; i += 2) {
          open.add(task(i));
        }
        parts.add(open.finish());
      }
    }
    return writer.commit(parts, Map.of());
  }

  /** A task of 3 to 12 examples, out of the order of time. */
  static StoredTask task(int number) {
    Key key = Key.of(number).fold("task");
    int examples = 3 + (int) key.below(0, 10);
    float[][] numeric = new float[examples][2];
    int[][] codes = new int[examples][1];
    float[] target = new float[examples];
    long[] time = new long[examples];
    for (int i = 0; i < examples; i++) {
      numeric[i][0] = (float) key.normal(3L * i);
      numeric[i][1] = i % 5 == 4 ? Float.NaN : i;
      codes[i][0] = (int) key.below(i, 5);
      target[i] = examples - i;
      time[i] = 1000L - i;
    }
    return new StoredTask("user" + number, numeric, codes, target, time);
  }

  static String digest(TaskSource source, int from, int to) {
    var all = new StringBuilder();
    for (int i = from; i < to; i++) {
      all.append(digest(source.sample(Key.of(7).fold(i))));
    }
    return Sha256.of(all.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Of all its numbers; not of its name, which says where the store is. */
  static String digest(Task task) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (var examples : List.of(task.support(), task.query())) {
        out.writeInt(examples.count());
        for (var tensor : List.of(examples.features(), examples.targets(), examples.weights())) {
          for (float value : tensor.floats()) {
            out.writeFloat(value);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.of(bytes.toByteArray());
  }
}
