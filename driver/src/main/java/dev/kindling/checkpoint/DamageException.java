package dev.kindling.checkpoint;

import java.io.IOException;

/** A file is not what its format or its checksum says; the message ends "... is damaged: ". */
final class DamageException extends IOException {

  private static final long serialVersionUID = 1L;

  DamageException(String problem) {
    super(problem);
  }

  DamageException(String problem, Throwable cause) {
    super(problem, cause);
  }

  static DamageException expected(Object expected, Object seen) {
    return new DamageException("expected " + expected + " but found " + seen);
  }
}
