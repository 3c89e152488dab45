package dev.kindling.setting;

import java.util.Map;

/** Writes records of settings with every default spelled out. */
public final class SettingsWriter {

  private SettingsWriter() {}

  /** YAML that {@link WrittenSettings} reads back to an equal record. */
  public static String yaml(Record settings) {
    return yaml(tree(settings));
  }

  /** YAML of nested maps, lists, numbers, texts and truth values. */
  public static String yaml(Map<String, Object> tree) {
    return YamlText.of(tree);
  }

  /** The same as nested maps, lists, numbers, texts and truth values, with the keys of the YAML. */
  public static Map<String, Object> tree(Record settings) {
    return Unbinder.tree(settings);
  }
}
