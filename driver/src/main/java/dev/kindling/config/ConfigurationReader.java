package dev.kindling.config;

import java.nio.file.Path;
import java.util.List;

/** Reads a {@link Configuration}; whatever is wrong with it is a usage fault of one sentence. */
public final class ConfigurationReader {

  private ConfigurationReader() {}

  /**
   * @param overrides assignments {@code a.b=value} that go over the file, in this order
   */
  public static Configuration read(Path file, List<String> overrides) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param origin the name that errors give to the text
   */
  public static Configuration parse(String text, String origin, List<String> overrides) {
    throw new UnsupportedOperationException();
  }
}
