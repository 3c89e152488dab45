package dev.kindling.report;

import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** One example that is an image of numbers from 0 to 1, as a small PNG. */
record TilePicture(Examples examples, int example) {
  static final int MOST_PIXELS = 84;

  /** Whether examples are such images, with one channel or three. */
  static boolean fits(Examples examples) {
    HostTensor features = examples.features();
    int channels = features.rank() == 4 ? features.dimension(3) : 0;
    return channels == 1 || channels == 3;
  }

  /** As text; an image of more pixels a side has every second, third, ... of them. */
  String base64() {
    int every = 1 + (Math.max(height(), width()) - 1) / MOST_PIXELS;
    int rows = (height() + every - 1) / every;
    int columns = (width() + every - 1) / every;
    var image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        image.setRGB(x, y, colour(y * every, x * every));
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("An array takes every byte", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private int height() {
    return examples.features().dimension(1);
  }

  private int width() {
    return examples.features().dimension(2);
  }

  private int colour(int y, int x) {
    int channels = examples.features().dimension(3);
    int first = ((example * height() + y) * width() + x) * channels;
    int colour = 0;
    for (int i = 0; i < 3; i++) {
      float value = examples.features().floats()[first + Math.min(i, channels - 1)];
      colour = colour << 8 | Math.round(255 * Math.max(0, Math.min(1, value)));
    }
    return colour;
  }
}
