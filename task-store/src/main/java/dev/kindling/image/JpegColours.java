package dev.kindling.image;

import java.util.List;

/**
 * What the samples of a JPEG's pixel mean, as the markers of the file say it; where they say
 * nothing, as libjpeg and so nearly all viewers take it.
 */
enum JpegColours {
  GRAY {
    @Override
    int argb(int[] samples, int at) {
      return opaque(samples[at], samples[at], samples[at]);
    }
  },
  RGB {
    @Override
    int argb(int[] samples, int at) {
      return opaque(samples[at], samples[at + 1], samples[at + 2]);
    }
  },
  YCC {
    @Override
    int argb(int[] samples, int at) {
      return fromYcc(samples, at);
    }
  },
  /** As Adobe writes it: 255 is no ink. */
  CMYK {
    @Override
    int argb(int[] samples, int at) {
      int rgb = opaque(samples[at], samples[at + 1], samples[at + 2]);
      return darkened(rgb, samples[at + 3]);
    }
  },
  /** Inverted CMYK whose colours went through the transform as 255 - C, 255 - M, 255 - Y. */
  YCCK {
    @Override
    int argb(int[] samples, int at) {
      return darkened(DecodedImage.OPAQUE | ~fromYcc(samples, at), samples[at + 3]);
    }
  };

  static final int NO_ADOBE = -1;
  private static final List<Integer> RGB_NAMES = List.of((int) 'R', (int) 'G', (int) 'B');
  private static final int LEAST = 0;
  private static final int MOST = 255;
  private static final int MIDDLE = 128;
  private static final int HALF = 1 << 15;

  /** Of a pixel whose samples begin at a position. */
  abstract int argb(int[] samples, int at);

  /**
   * @param components the names of the frame's components
   * @param adobe the transform that Adobe's marker states
   */
  static JpegColours of(List<Integer> components, boolean jfif, int adobe) throws UnreadableImage {
    return switch (components.size()) {
      case 1 -> GRAY;
      case 3 -> isRgb(components, jfif, adobe) ? RGB : YCC;
      case 4 -> adobe <= 0 ? CMYK : YCCK;
      default ->
          throw new UnreadableImage(
              "has %d channels where 1, 3 or 4 are taken".formatted(components.size()));
    };
  }

  private static boolean isRgb(List<Integer> components, boolean jfif, int adobe) {
    if (jfif) {
      return false;
    }
    return adobe == NO_ADOBE ? components.equals(RGB_NAMES) : adobe == 0;
  }

  /**
   * To 16 binary places, rounded as libjpeg does:
   *
   * <pre>
   *   R = Y + 1.402 (Cr - 128)
   *   G = Y - 0.34414 (Cb - 128) - 0.71414 (Cr - 128)
   *   B = Y + 1.772 (Cb - 128)
   * </pre>
   */
  private static int fromYcc(int[] samples, int at) {
    int y = samples[at];
    int cb = samples[at + 1] - MIDDLE;
    int cr = samples[at + 2] - MIDDLE;
    int red = y + ((91881 * cr + HALF) >> 16);
    int green = y + ((-22554 * cb - 46802 * cr + HALF) >> 16);
    int blue = y + ((116130 * cb + HALF) >> 16);
    return opaque(clamped(red), clamped(green), clamped(blue));
  }

  private static int clamped(int value) {
    return Math.max(LEAST, Math.min(MOST, value));
  }

  /** Every colour times black / 255, rounded. */
  private static int darkened(int rgb, int black) {
    return opaque(
        times(rgb >> 16 & 0xFF, black), times(rgb >> 8 & 0xFF, black), times(rgb & 0xFF, black));
  }

  private static int times(int colour, int black) {
    return (2 * colour * black + MOST) / (2 * MOST);
  }

  private static int opaque(int red, int green, int blue) {
    return DecodedImage.OPAQUE | red << 16 | green << 8 | blue;
  }
}
