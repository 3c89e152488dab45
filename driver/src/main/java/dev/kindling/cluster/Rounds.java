package dev.kindling.cluster;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Calls Spark on a thread of its own, which may be left behind: a broadcast during a stop of Spark
 * waits forever, for a lock that it holds itself.
 */
final class Rounds implements AutoCloseable {
  private static final long LOOK_SECONDS = 5;

  private final BooleanSupplier stopped;
  private final LongConsumer lasting;
  private final ExecutorService thread;

  /**
   * @param stopped whether Spark will answer no more
   * @param lasting is told from time to time for how many nanoseconds a round lasts already
   */
  Rounds(BooleanSupplier stopped, LongConsumer lasting) {
    this.stopped = stopped;
    this.lasting = lasting;
    this.thread = Executors.newSingleThreadExecutor(Rounds::daemon);
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "kindling-rounds");
    thread.setDaemon(true);
    return thread;
  }

  /** What {@code round} returns or throws; an exception if it does neither after Spark stopped. */
  <R> R make(Callable<R> round) throws Exception {
    long began = System.nanoTime();
    Future<R> result = thread.submit(round);
    boolean over = false;
    while (true) {
      try {
        return result.get(LOOK_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      } catch (TimeoutException e) {
        if (over) {
          throw new IllegalStateException("Spark stopped", e);
        }
        over = stopped.getAsBoolean();
        lasting.accept(System.nanoTime() - began);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
