package dev.kindling.image;

import java.io.IOException;

/** A file is not an image that can be taken; the message says why and begins "it ...". */
final class UnreadableImage extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableImage(String why) {
    super(why);
  }

  UnreadableImage(String why, Throwable cause) {
    super(why, cause);
  }
}
