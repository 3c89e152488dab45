package dev.kindling.training;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.fault.Fault;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes checkpoints while training goes on, one at a time. A write that failed is thrown when the
 * next is asked for, all are waited for, or this is closed.
 */
final class CheckpointWriting implements AutoCloseable {
  private final CheckpointStore store;
  private final CountDownLatch gone = new CountDownLatch(1);
  private final Consumer<String> told;
  private final Patience patience;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(CheckpointWriting::daemon);
  private Future<?> last;

  /**
   * @param patience seconds for which a write is tried again where files lie elsewhere
   * @param told of writes that are tried again, in another thread, and of one that failed when this
   *     was closed
   */
  CheckpointWriting(CheckpointStore store, long patience, Consumer<String> told) {
    this.store = store;
    this.told = told;
    this.patience = new Patience(patience, Patience.until(gone), told);
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "kindling-checkpoints");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to write, once the checkpoint before is written. */
  void begin(Checkpoint checkpoint) {
    await();
    last =
        thread.submit(
            () -> patience.during("the checkpoint is written", () -> store.save(checkpoint)));
  }

  /** Does it in this thread, tried again as a write is; nothing is being written meanwhile. */
  <T> T patiently(Supplier<T> action) {
    await();
    return patience.get("the file system answers", action);
  }

  /** Returns when all is written; the failure of a write is told once. */
  void await() {
    Future<?> awaited = last;
    last = null;
    if (awaited == null) {
      return;
    }
    try {
      awaited.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a checkpoint is written", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }

  /** Which checkpoint a run would go on from. */
  String whatIsLeft() {
    return whatIsLeft(patiently(store::steps));
  }

  private static String whatIsLeft(List<Long> steps) {
    return steps.isEmpty()
        ? "no checkpoint was written yet"
        : "the checkpoint of step %d is whole".formatted(steps.get(steps.size() - 1));
  }

  /**
   * Lets the write that is under way end, before another run begins there. It is not tried again.
   * If it failed, nobody else asked what came of it, since something else ended the run.
   */
  @Override
  public void close() {
    gone.countDown();
    thread.shutdown();
    try {
      thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      await();
    } catch (RuntimeException | Error lost) {
      told.accept("the last checkpoint is lost: %s; %s".formatted(lost.getMessage(), seen()));
      throw lost;
    }
  }

  private String seen() {
    try {
      return whatIsLeft(store.steps());
    } catch (Fault unreadable) {
      return unreadable.getMessage();
    }
  }
}
