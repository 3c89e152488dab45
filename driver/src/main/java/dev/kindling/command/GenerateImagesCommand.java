package dev.kindling.command;

import dev.kindling.fault.Fault;
import dev.kindling.sample.CharacterImages;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kindling generate images}. */
@Command(
    name = "images",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Draws hand-written characters that nobody uses: PNG files of 28x28 pixels, dark on white, in"
            + " a folder for each character.")
final class GenerateImagesCommand implements Runnable {

  private final Console console;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "A folder that is not there yet.")
  private Path output;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many characters, 2 to 2000 (default: ${DEFAULT-VALUE}).")
  private int classes;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many images of each, 2 to 100 (default: ${DEFAULT-VALUE}).")
  private int examples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Another seed draws other characters, of other names (default: ${DEFAULT-VALUE}).")
  private long seed;

  GenerateImagesCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    CharacterImages images = images();
    new NewFile(output).make("a folder", images::write);
    console
        .out()
        .printf(
            "%d images of %d characters in %s; next:%n"
                + "  kindling import images %s --gray --invert --store STORE%n",
            classes * examples, classes, output, output);
  }

  private CharacterImages images() {
    try {
      return new CharacterImages(classes, examples, seed);
    } catch (IllegalArgumentException e) {
      throw Fault.usage("--" + e.getMessage(), e);
    }
  }
}
