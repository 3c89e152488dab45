package dev.kindling.image;

import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Task;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** The images of an episode, a row for each class: those to adapt to, a gap, the others. */
public final class ContactSheet {

  private static final int GAP = 2;
  private static final int WIDE_GAP = 8;
  private static final int PAPER = 0x4060A0;
  private static final int COLUMNS = 96;

  private record Tile(Examples examples, int number, boolean query) {}

  private final int height;
  private final int width;
  private final int channels;
  private final TreeMap<Integer, List<Tile>> rows = new TreeMap<>();

  private ContactSheet(HostTensor features) {
    this.height = features.dimension(1);
    this.width = features.dimension(2);
    this.channels = features.dimension(3);
  }

  /** A sheet of a task whose features are images of numbers from 0 to 1. */
  public static ContactSheet of(Task task) {
    var sheet = new ContactSheet(task.support().features());
    sheet.add(task.support(), false);
    sheet.add(task.query(), true);
    return sheet;
  }

  private void add(Examples examples, boolean query) {
    for (int i = 0; i < examples.count(); i++) {
      int way = (int) examples.targets().floats()[i];
      rows.computeIfAbsent(way, none -> new ArrayList<>()).add(new Tile(examples, i, query));
    }
  }

  public byte[] png() {
    int columns = rows.values().stream().mapToInt(List::size).max().orElse(0);
    int sheetWidth = columns * (width + GAP) + GAP + WIDE_GAP;
    int sheetHeight = rows.size() * (height + GAP) + GAP;
    var sheet = new BufferedImage(sheetWidth, sheetHeight, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < sheetHeight; y++) {
      for (int x = 0; x < sheetWidth; x++) {
        sheet.setRGB(x, y, PAPER);
      }
    }
    int top = GAP;
    for (List<Tile> row : rows.values()) {
      drawRow(sheet, row, top);
      top += height + GAP;
    }
    return encode(sheet);
  }

  private void drawRow(BufferedImage sheet, List<Tile> row, int top) {
    int left = GAP;
    for (int i = 0; i < row.size(); i++) {
      boolean begins = i > 0 && row.get(i).query() && !row.get(i - 1).query();
      left += begins ? WIDE_GAP : 0;
      draw(sheet, row.get(i), left, top);
      left += width + GAP;
    }
  }

  private void draw(BufferedImage sheet, Tile tile, int left, int top) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sheet.setRGB(left + x, top + y, colour(tile, y, x));
      }
    }
  }

  private int colour(Tile tile, int y, int x) {
    int colour = 0;
    for (int i = 0; i < 3; i++) {
      float value = value(tile, y, x, Math.min(i, channels - 1));
      colour = colour << 8 | Math.round(255 * Math.max(0, Math.min(1, value)));
    }
    return colour;
  }

  private float value(Tile tile, int y, int x, int channel) {
    int at = ((tile.number() * height + y) * width + x) * channels + channel;
    return tile.examples().features().floats()[at];
  }

  private static byte[] encode(BufferedImage sheet) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(sheet, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("An array takes every byte", e);
    }
    return bytes.toByteArray();
  }

  /** For a terminal: two rows of pixels in a line, the first example of as many classes as fit. */
  public String text() {
    int fitting = Math.max(1, COLUMNS / (width + 1));
    List<Tile> tiles = rows.values().stream().limit(fitting).map(row -> row.get(0)).toList();
    var text = new StringBuilder();
    for (int y = 0; y < height; y += 2) {
      for (Tile tile : tiles) {
        for (int x = 0; x < width; x++) {
          text.append(glyph(isLight(tile, y, x), y + 1 < height && isLight(tile, y + 1, x)));
        }
        text.append(' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static char glyph(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '█' : '▀';
    }
    return lower ? '▄' : ' ';
  }

  private boolean isLight(Tile tile, int y, int x) {
    float sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      sum += value(tile, y, x, channel);
    }
    return sum > channels / 2f;
  }
}
