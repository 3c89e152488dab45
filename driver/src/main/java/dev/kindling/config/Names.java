package dev.kindling.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How Java's names are written in YAML. */
final class Names {

  /** The key that chooses the record of a sealed interface. */
  static final String KIND = "kind";

  private Names() {}

  /** {@code tasksPerStep} is {@code tasks-per-step}. */
  static String key(RecordComponent component) {
    return kebab(component.getName());
  }

  static List<String> keys(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(Names::key).toList();
  }

  /** {@code SinusoidSettings} is {@code sinusoid}, {@code AdamWSettings} is {@code adamw}. */
  static String kind(Class<?> record) {
    return kebab(record.getSimpleName().replaceFirst("Settings$", ""));
  }

  static List<String> kinds(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses()).map(Names::kind).toList();
  }

  /** {@code LEAKY_RELU} is {@code leaky-relu}. */
  static String constant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A hyphen goes before each capital that begins a word; a lone capital at the end begins none.
   */
  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z].)", "-").toLowerCase(Locale.ROOT);
  }
}
