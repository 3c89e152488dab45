package dev.kindling.sample;

import dev.kindling.fault.Require;
import dev.kindling.task.Examples;
import dev.kindling.task.GlyphsSettings;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Hand-written characters as PNG files in a folder for each, dark ink on white paper.
 *
 * @param classes how many characters
 * @param examples how many images of each
 * @param seed other images for another seed
 */
public record CharacterImages(int classes, int examples, long seed) {

  private static final int SIDE = 28;
  private static final int WHITE = 255;

  /** So many characters for each one that is drawn, as those of one split make a task. */
  private static final int SPARE = 10;

  public CharacterImages {
    Require.between("classes", classes, 2, 2000);
    Require.between("examples", examples, 2, 100);
  }

  /** Writes them into {@code directory}, which is made. */
  public void write(Path directory) throws IOException {
    var characters = new GlyphsSettings(classes, examples - 1, 1, SIDE, classes * SPARE, 1);
    Task all = characters.open(Split.TRAIN).sample(Key.of(seed));
    write(all.support(), directory, examples - 1, 0);
    write(all.query(), directory, 1, examples - 1);
  }

  private void write(Examples images, Path directory, int each, int first) throws IOException {
    for (int i = 0; i < images.count(); i++) {
      Path folder = directory.resolve("character%d-%04d".formatted(seed, i / each));
      Path file = folder.resolve("%03d.png".formatted(first + i % each));
      Files.createDirectories(folder);
      if (!ImageIO.write(image(images.features(), i), "png", file.toFile())) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
    }
  }

  private static BufferedImage image(HostTensor ink, int number) {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float dark = ink.floats()[(number * SIDE + y) * SIDE + x];
        image.getRaster().setSample(x, y, 0, Math.round(WHITE * (1 - dark)));
      }
    }
    return image;
  }
}
