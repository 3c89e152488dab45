package dev.kindling.seat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Test;

/** A task that comes to its part when another did it and what the part is computed from is gone. */
class OvertakenSeatTest {
  private static final AtomicBoolean MET = new AtomicBoolean();
  private static final CountDownLatch HANG = new CountDownLatch(1);
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);
  private static final Set<Long> BEFORE = ConcurrentHashMap.newKeySet();
  private static final Set<Long> AFTER = ConcurrentHashMap.newKeySet();

  @Test
  void doesNotFail() throws Exception {
    try (JavaSparkContext spark = SeatsTest.spark("local[2,3]");
        Seats seats = Seats.take(spark.sc(), 2, "test", "seats")) {
      Broadcast<Integer> state = spark.broadcast(7);
      assertThat(seats.run(part -> List.of(late(part, state)).iterator(), 2).results())
          .containsExactly(0, 7);
      state.destroy(true);
      SparkEnv.get().broadcastManager().cachedValues().clear();
      HANG.countDown();
      seats.run(part -> List.of(together(part)).iterator(), 2);

      assertThat(AFTER).as("tasks").isEqualTo(BEFORE);
    }
  }

  /** The first to have part 1 reads the state when it is gone. */
  private static int late(int part, Broadcast<Integer> state) {
    BEFORE.add(TaskContext.get().taskAttemptId());
    if (part == 1 && MET.compareAndSet(false, true)) {
      await();
      return state.value();
    }
    return 7 * part;
  }

  private static void await() {
    try {
      if (!HANG.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("somebody waits for this task");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int together(int part) {
    AFTER.add(TaskContext.get().taskAttemptId());
    try {
      BOTH.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("no other seat came", alone);
    }
    return part;
  }
}
