package dev.kindling.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Becomes true when the process is asked to end (SIGTERM, SIGINT), and delays the end until it is
 * closed or patience runs out. It runs before Spark's and Hadoop's own hooks, which would stop what
 * is still in use. The JVM then exits with 143 or 130, and at once on a second signal. Checkpoints
 * are whole at any time.
 */
final class StopRequest implements BooleanSupplier, AutoCloseable {
  /** Spark's hooks have priorities up to 100. */
  private static final int BEFORE_SPARK = 1000;

  private static final int PATIENCE_SECONDS = 60;

  /** The status of a process that a signal ended is this plus the signal's number. */
  private static final int SIGNALLED = 128;

  private final Console console;
  private final long patienceMillis;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable hook = this::holdUp;
  private volatile boolean requested;

  StopRequest(Console console, long patienceMillis) {
    this.console = console;
    this.patienceMillis = patienceMillis;
  }

  static StopRequest listen(Console console) {
    var request = new StopRequest(console, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    ShutdownHookManager.get()
        .addShutdownHook(request.hook, BEFORE_SPARK, 2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
    return request;
  }

  /** What happens on the first signal. */
  private void holdUp() {
    leaveOnTheNext("TERM");
    leaveOnTheNext("INT");
    awaitDone();
  }

  void awaitDone() {
    requested = true;
    console.say("stopping after this step; a second signal stops at once");
    try {
      if (!done.await(patienceMillis, TimeUnit.MILLISECONDS)) {
        console.say("the step did not end in time and is left; go on with --resume");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The JVM itself ignores signals while its hooks run. */
  private static void leaveOnTheNext(String signal) {
    new IrqHandler(signal, seen -> Runtime.getRuntime().halt(SIGNALLED + seen.getNumber())).bind();
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
