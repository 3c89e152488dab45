package dev.kindling.setting;

import dev.kindling.meaning.Kinds;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How Java's names are written in YAML. */
final class Names {

  /** The key that chooses a kind of a family. */
  static final String KIND = "kind";

  private Names() {}

  /** {@code tasksPerStep} is {@code tasks-per-step}. */
  static String key(RecordComponent component) {
    return Kinds.hyphened(component.getName());
  }

  static List<String> keys(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(Names::key).toList();
  }

  /** {@code LEAKY_RELU} is {@code leaky-relu}. */
  static String constant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
