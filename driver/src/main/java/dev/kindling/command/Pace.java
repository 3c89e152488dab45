package dev.kindling.command;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How fast outer steps follow each other of late. The first one is not counted, since programs are
 * compiled in it, and nothing is said before there is something to go by.
 */
final class Pace {
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(30);

  private record Mark(long step, long nanos) {}

  /** Between one and two windows ago, once there were as many. */
  private Mark from;

  private Mark next;

  void stepped(long step, long nanos) {
    if (from == null) {
      from = new Mark(step, nanos);
      next = from;
    } else if (nanos - next.nanos() >= WINDOW_NANOS) {
      from = next;
      next = new Mark(step, nanos);
    }
  }

  /** Nothing in the first seconds. */
  Optional<Double> stepsPerSecond(long step, long nanos) {
    long past = nanos - from.nanos();
    return past < LEAST_NANOS ? Optional.empty() : Optional.of((step - from.step()) * 1e9 / past);
  }
}
