package dev.kindling.config;

import java.util.Map;

/** Writes a {@link Configuration} with every default spelled out. */
public final class ConfigurationWriter {

  private ConfigurationWriter() {}

  /** YAML that {@link ConfigurationReader} reads back to an equal configuration. */
  public static String yaml(Configuration configuration) {
    return YamlText.of(tree(configuration));
  }

  /** YAML of nested maps, lists, numbers, strings and truth values. */
  public static String yaml(Map<String, Object> tree) {
    return YamlText.of(tree);
  }

  /**
   * The same as nested maps, lists, numbers, strings and truth values, with the keys of the YAML.
   */
  public static Map<String, Object> tree(Configuration configuration) {
    return Unbinder.tree(configuration);
  }
}
