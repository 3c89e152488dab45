package dev.kindling.hdfs;

import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.StoredTask;
import dev.kindling.store.TaskContents;
import dev.kindling.store.TaskPart;
import dev.kindling.task.Examples;
import dev.kindling.task.Key;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSource;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Stores of tasks with known contents. */
public final class NumberedTasks {

  static final Configuration HADOOP = new Configuration();
  static final TaskContents CONTENTS =
      new TaskContents(List.of("x"), List.of(new TaskContents.Category("c", 3)), "y", 0, false);

  private static final int PARTS = 2;

  private NumberedTasks() {}

  /** A new store, or more of one; tasks are numbered from {@code first}. */
  public static Manifest write(String uri, int first, int tasks) {
    StoreWriter writer =
        first == 0
            ? StoreWriter.create(uri, CONTENTS, new Fractions(.5, .25, .25), HADOOP)
            : StoreWriter.append(uri, CONTENTS, HADOOP);
    List<PartResult> parts = new ArrayList<>();
    for (int number = 0; number < PARTS; number++) {
      try (TaskPart part = writer.target().openTasks(number, HADOOP)) {
        for (int i = first + number; i < first + tasks; i += PARTS) {
          part.add(task(i));
        }
        parts.add(part.finish());
      }
    }
    return writer.commit(parts, Map.of());
  }

  static StoredTask task(int number) {
    int examples = 2 + number % 40;
    float[][] x = new float[examples][1];
    int[][] codes = new int[examples][1];
    float[] y = new float[examples];
    for (int i = 0; i < examples; i++) {
      x[i][0] = number + i / 64f;
      codes[i][0] = (number + i) % 3;
      y[i] = number - i;
    }
    return new StoredTask("task" + number, x, codes, y, new long[0]);
  }

  /** Of what tasks hold; where they lie is no part of it. */
  static String digest(TaskSource source, int tasks) {
    MessageDigest digest = sha256();
    for (int i = 0; i < tasks; i++) {
      Key key = Key.of(3).fold(i);
      source.expect(Key.of(3).fold(i + 5L));
      add(digest, source.sample(key));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Task task) {
    for (Examples examples : List.of(task.support(), task.query())) {
      for (float value : examples.features().floats()) {
        digest.update(ByteBuffer.allocate(Float.BYTES).putFloat(0, value));
      }
      for (float value : examples.targets().floats()) {
        digest.update(ByteBuffer.allocate(Float.BYTES).putFloat(0, value));
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
