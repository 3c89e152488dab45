package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that name a configuration. */
final class ConfigurationOptions {

  @Parameters(
      paramLabel = "CONFIG",
      description =
          "The configuration, a YAML file. kindling reference tells what each of its keys means.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Replaces a value of the file, as training.steps=100; may be given several times.")
  private List<String> overrides = new ArrayList<>();

  Configuration read() {
    return ConfigurationReader.read(file, overrides);
  }

  /** The file's name without what follows the last dot. */
  String name() {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
