package dev.kindling.store;

import dev.kindling.task.TaskShape;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Draws tasks before they are asked for. A task that was not drawn ahead, or not in time, is drawn
 * when it is asked for, to the same bits. An announced task that nobody takes, since another
 * process computes it, leaves when as many others were taken as may be held.
 *
 * @param <W> what is wanted
 * @param <T> the task that it is
 */
final class Ahead<W, T> {

  private static final long BYTES = 128L << 20;
  private static final int LEAST = 8;
  private static final int MOST = 1024;

  /** A task, and how many were taken before it was announced. */
  private record Coming<T>(FutureTask<T> task, long announced) {}

  private final Store store;
  private final Function<W, T> draw;
  private final int most;
  private final Map<W, Coming<T>> coming = new LinkedHashMap<>();
  private long taken;

  Ahead(Store store, Function<W, T> draw, int most) {
    this.store = store;
    this.draw = draw;
    this.most = most;
  }

  /** How many tasks of this shape may be held at once. */
  static int most(TaskShape shape) {
    long example = size(shape.features()) + size(shape.targets()) + 1;
    long task = Float.BYTES * example * (shape.support() + (long) shape.query());
    return (int) Math.max(LEAST, Math.min(MOST, BYTES / task));
  }

  private static long size(List<Integer> dimensions) {
    return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  synchronized void expect(W wanted) {
    forgetOld();
    if (coming.size() >= most || coming.containsKey(wanted)) {
      return;
    }
    var task = new FutureTask<>(() -> draw.apply(wanted));
    coming.put(wanted, new Coming<>(task, taken));
    store.readAhead(task);
  }

  private void forgetOld() {
    Iterator<Coming<T>> oldest = coming.values().iterator();
    while (oldest.hasNext()) {
      Coming<T> next = oldest.next();
      if (taken - next.announced() <= most) {
        return;
      }
      next.task().cancel(false);
      oldest.remove();
    }
  }

  /** How many tasks are drawn and not yet taken. */
  synchronized long drawn() {
    return coming.values().stream().filter(next -> next.task().isDone()).count();
  }

  private synchronized Coming<T> remove(W wanted) {
    taken++;
    return coming.remove(wanted);
  }

  T take(W wanted) {
    Coming<T> next = remove(wanted);
    if (next == null) {
      return draw.apply(wanted);
    }
    // Drawn here unless another thread has begun to.
    next.task().run();
    try {
      return next.task().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a task", e);
    } catch (ExecutionException e) {
      // Drawn again, so that this thread throws an exception of its own.
      return draw.apply(wanted);
    }
  }
}
