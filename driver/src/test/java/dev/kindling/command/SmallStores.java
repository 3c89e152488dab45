package dev.kindling.command;

import dev.kindling.store.Fractions;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.StoredTask;
import dev.kindling.store.TaskContents;
import dev.kindling.store.TaskPart;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Stores of tasks of six examples, y after x, with as many tasks in each split as one likes. */
final class SmallStores {
  private static final Configuration HADOOP = new Configuration();
  private static final Fractions FRACTIONS = new Fractions(.4, .3, .3);
  private static final TaskContents CONTENTS =
      new TaskContents(List.of("x"), List.of(), "y", 0, false);
  private static final int EXAMPLES = 6;

  private SmallStores() {}

  static void create(String uri, int train, int validation, int test) {
    write(StoreWriter.create(uri, CONTENTS, FRACTIONS, HADOOP), "a", train, validation, test);
  }

  /** More tasks, as the next version. */
  static void append(String uri, int train, int validation, int test) {
    StoreWriter writer = StoreWriter.append(uri, CONTENTS, HADOOP);
    String day = "day" + writer.parent().orElseThrow().version() + "-";
    write(writer, day, train, validation, test);
  }

  private static void write(StoreWriter writer, String names, int train, int validation, int test) {
    Map<Split, Integer> missing = new EnumMap<>(Split.class);
    missing.putAll(Map.of(Split.TRAIN, train, Split.VALIDATION, validation, Split.TEST, test));
    try (TaskPart part = writer.target().openTasks(0, HADOOP)) {
      for (int i = 0; missing.values().stream().anyMatch(count -> count > 0); i++) {
        Split split = FRACTIONS.of(names + i);
        if (missing.get(split) > 0) {
          missing.merge(split, -1, Integer::sum);
          part.add(task(names + i));
        }
      }
      PartResult result = part.finish();
      writer.commit(List.of(result), Map.of());
    }
  }

  private static StoredTask task(String name) {
    Key key = Key.of(1).fold(name);
    float[][] numeric = new float[EXAMPLES][1];
    float[] target = new float[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      numeric[i][0] = (float) key.normal(i);
      target[i] = (float) key.normal(EXAMPLES) * numeric[i][0];
    }
    return new StoredTask(name, numeric, new int[EXAMPLES][0], target, new long[0]);
  }
}
