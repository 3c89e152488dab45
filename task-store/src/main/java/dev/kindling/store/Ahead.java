package dev.kindling.store;

import dev.kindling.task.Key;
import dev.kindling.task.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Draws tasks before they are asked for. A task that was not drawn ahead, or not in time, is drawn
 * when it is asked for, to the same bits.
 */
final class Ahead {

  private static final int MOST = 128;

  private final Store store;
  private final Function<Key, Task> draw;
  private final Map<Key, FutureTask<Task>> coming = new HashMap<>();

  Ahead(Store store, Function<Key, Task> draw) {
    this.store = store;
    this.draw = draw;
  }

  synchronized void expect(Key key) {
    if (coming.size() >= MOST || coming.containsKey(key)) {
      return;
    }
    var task = new FutureTask<>(() -> draw.apply(key));
    coming.put(key, task);
    store.readAhead(task);
  }

  Task take(Key key) {
    FutureTask<Task> task;
    synchronized (this) {
      task = coming.remove(key);
      if (task == null && coming.size() >= MOST) {
        // Nobody came for these.
        coming.clear();
      }
    }
    if (task == null) {
      return draw.apply(key);
    }
    // Draws it here unless another thread has begun to.
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a task", e);
    } catch (ExecutionException e) {
      // Drawn again, so that what is thrown is this thread's own.
      return draw.apply(key);
    }
  }
}
