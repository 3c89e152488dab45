package dev.kindling.config;

import dev.kindling.setting.SettingsWriter;
import java.util.Map;

/** Writes a {@link Configuration} with every default spelled out. */
public final class ConfigurationWriter {

  private ConfigurationWriter() {}

  /** YAML that {@link ConfigurationReader} reads back to an equal configuration. */
  public static String yaml(Configuration configuration) {
    return SettingsWriter.yaml(configuration);
  }

  /**
   * The same as nested maps, lists, numbers, strings and truth values, with the keys of the YAML.
   */
  public static Map<String, Object> tree(Configuration configuration) {
    return SettingsWriter.tree(configuration);
  }
}
