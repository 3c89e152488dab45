package dev.kindling.storage;

import java.io.IOException;

/** A file is not what its format or its checksums say; the message says what is wrong. */
public final class DamageException extends IOException {

  private static final long serialVersionUID = 1L;

  public DamageException(String sentence) {
    super(sentence);
  }

  public DamageException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  public static DamageException expected(Object expected, Object seen) {
    return new DamageException("expected " + expected + " but found " + seen);
  }
}
