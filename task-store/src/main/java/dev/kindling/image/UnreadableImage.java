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

  /** By what a decoder says of it. */
  static UnreadableImage damaged(Exception e) {
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    String reason = message.isBlank() ? e.getClass().getSimpleName() : message;
    return new UnreadableImage("is damaged: " + reason, e);
  }
}
