package dev.kindling.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that do the same work together with the one that calls them, again and again. Between two
 * calls, and while the last of them finishes, they look out for a moment before they sleep: to wake
 * a thread takes a tenth of a short outer step.
 */
final class Crew implements AutoCloseable {
  private static final long LOOKOUT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final List<Member> members = new ArrayList<>();
  private final AtomicInteger working = new AtomicInteger();
  private volatile Thread caller;
  private volatile boolean closed;

  /** A crew of so many threads, that of the caller included. */
  Crew(int threads) {
    while (members.size() < threads - 1) {
      var member = new Member();
      members.add(member);
      member.thread.start();
    }
  }

  /**
   * Does the work on so many threads at the same time, and returns when all have done it.
   *
   * @param work throws nothing
   */
  void run(Runnable work, int threads) {
    int helping = Math.min(threads - 1, members.size());
    caller = Thread.currentThread();
    working.set(helping);
    for (int i = 0; i < helping; i++) {
      members.get(i).begin(work);
    }
    work.run();
    long sleep = System.nanoTime() + LOOKOUT_NANOS;
    while (working.get() > 0) {
      if (System.nanoTime() < sleep) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void done() {
    if (working.decrementAndGet() == 0) {
      LockSupport.unpark(caller);
    }
  }

  @Override
  public void close() {
    closed = true;
    members.forEach(member -> LockSupport.unpark(member.thread));
  }

  private final class Member implements Runnable {
    private final Thread thread = new Thread(this, "kindling-shards");
    private volatile Runnable work;

    Member() {
      thread.setDaemon(true);
    }

    void begin(Runnable begun) {
      work = begun;
      LockSupport.unpark(thread);
    }

    @Override
    public void run() {
      while (!closed) {
        Runnable next = await();
        if (next != null) {
          work = null;
          next.run();
          done();
        }
      }
    }

    /** The next work; nothing if there may be none. */
    private Runnable await() {
      long sleep = System.nanoTime() + LOOKOUT_NANOS;
      while (work == null && !closed) {
        if (System.nanoTime() < sleep) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      return work;
    }
  }
}
