package dev.kindling.fault;

import java.util.Optional;
import java.util.stream.Stream;

/** What lies behind something that was thrown. */
public final class Causes {
  private Causes() {}

  /** Itself, then its cause, then the cause of that. */
  public static Stream<Throwable> of(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }

  /** The first of them that is of a type. */
  public static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    return of(thrown).filter(type::isInstance).map(type::cast).findFirst();
  }
}
