package dev.kindling.training;

import dev.kindling.config.Configuration;
import dev.kindling.fault.Fault;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries again what a file system on other machines did not do, since these come back: a name node
 * in safe mode, one that starts anew, a store that asks to slow down. Pauses grow up to half a
 * minute.
 */
public final class Patience {
  private static final long LONGEST_PAUSE = 30;

  /** Sleeps, and says whether there is still somebody who waits. */
  interface Pause {
    boolean last(long seconds) throws InterruptedException;
  }

  private final long seconds;
  private final Pause pause;
  private final Consumer<String> told;

  /**
   * @param seconds for which it is tried, pauses alone counted
   * @param told of what is tried again, at the 1st, 2nd, 4th, ... time
   */
  Patience(long seconds, Pause pause, Consumer<String> told) {
    this.seconds = seconds;
    this.pause = pause;
    this.told = told;
  }

  /** Of a run, in the thread that waits. */
  public static Patience of(Configuration configuration, Consumer<String> told) {
    int seconds = configuration.checkpoint().patience();
    return new Patience(seconds, Patience.until(new CountDownLatch(1)), told);
  }

  /** Pauses that end when nobody waits any more. */
  static Pause until(CountDownLatch gone) {
    return seconds -> !gone.await(seconds, TimeUnit.SECONDS);
  }

  /**
   * Does it, in the end, or throws the last of what went wrong.
   *
   * @param done what is said of it once it had to be tried again
   */
  public void during(String done, Runnable action) {
    get(
        done,
        () -> {
          action.run();
          return null;
        });
  }

  /** The same with what comes of it. */
  public <T> T get(String done, Supplier<T> action) {
    long waited = 0;
    for (int tries = 1; ; tries++) {
      try {
        T result = action.get();
        if (tries > 1) {
          told.accept("%s, after %d s of waiting".formatted(done, waited));
        }
        return result;
      } catch (Fault fault) {
        long next =
            Math.min(Math.min(1L << Math.min(tries - 1, 5), LONGEST_PAUSE), seconds - waited);
        if (fault.kind() != Fault.Kind.CLUSTER || next <= 0) {
          throw fault;
        }
        tell(fault, tries, seconds - waited);
        waited += next;
        rest(next, fault);
      }
    }
  }

  private void tell(Fault fault, int tries, long left) {
    if (Integer.bitCount(tries) == 1) {
      told.accept(
          "trying again for %d s more (checkpoint.patience) before giving up: %s"
              .formatted(left, fault.getMessage()));
    }
  }

  private void rest(long next, Fault fault) {
    try {
      if (!pause.last(next)) {
        throw fault;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault;
    }
  }
}
