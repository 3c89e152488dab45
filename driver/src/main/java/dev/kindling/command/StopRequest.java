package dev.kindling.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Becomes true when the process is asked to end (SIGTERM, SIGINT), and holds the end up until it is
 * closed. It goes before Spark's and Hadoop's own hooks, which would stop what is still in use; the
 * JVM then exits with 143 or 130.
 */
final class StopRequest implements BooleanSupplier, AutoCloseable {
  /** Spark's hooks have priorities up to 100. */
  private static final int BEFORE_SPARK = 1000;

  /** Whoever sent the signal will lose patience earlier. */
  private static final long PATIENCE_HOURS = 24;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable hook = this::holdUp;
  private volatile boolean requested;

  private StopRequest() {}

  static StopRequest listen() {
    StopRequest request = new StopRequest();
    ShutdownHookManager.get()
        .addShutdownHook(request.hook, BEFORE_SPARK, PATIENCE_HOURS, TimeUnit.HOURS);
    return request;
  }

  private void holdUp() {
    requested = true;
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  @Override
  public void close() {
    done.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
