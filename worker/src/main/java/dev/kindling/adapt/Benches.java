package dev.kindling.adapt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** As many benches as threads may compute at once; further threads wait. Any thread may use it. */
final class Benches implements AutoCloseable {
  private final Plans plans;
  private final Semaphore free;
  private final Deque<Bench> idle = new ArrayDeque<>();
  private boolean closed;

  Benches(Plans plans, int most) {
    this.plans = plans;
    this.free = new Semaphore(most);
  }

  /** Lends a bench to {@code work}; one on which work failed is closed rather than lent again. */
  <R> R use(Function<Bench, R> work) {
    free.acquireUninterruptibly();
    Bench bench = null;
    try {
      bench = take();
      R result = work.apply(bench);
      give(bench);
      bench = null;
      return result;
    } finally {
      if (bench != null) {
        bench.close();
      }
      free.release();
    }
  }

  private synchronized Bench take() {
    if (closed) {
      throw new IllegalStateException("the adapter is closed");
    }
    return idle.isEmpty() ? new Bench(plans) : idle.pop();
  }

  private synchronized void give(Bench bench) {
    if (closed) {
      bench.close();
    } else {
      idle.push(bench);
    }
  }

  /** Closes those that are idle; those at work are closed when they come back. */
  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(Bench::close);
    idle.clear();
  }
}
