package dev.kindling.seat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * The Spark job whose tasks stay. Spark ends a job when one of its tasks failed a few times,
 * however long ago the first time was. If executors were lost, for which no task is the cause, it
 * is begun again as long as parts get done between.
 */
final class SeatJob {
  private static final ClassTag<Integer> COUNTS = ClassTag$.MODULE$.apply(Integer.class);
  private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final SparkContext spark;
  private final SeatTask task;
  private final RDD<Object> numbers;
  private final Consumer<Exception> failed;
  private final Thread thread;
  private String group;
  private String description;
  private volatile boolean closed;
  private volatile boolean progressed;

  /**
   * @param failed is told when the job cannot go on
   */
  SeatJob(SparkContext spark, SeatTask task, int count, Consumer<Exception> failed) {
    this.spark = spark;
    this.task = task;
    this.numbers =
        new JavaSparkContext(spark)
            .parallelize(IntStream.range(0, count).<Object>mapToObj(i -> i).toList(), count)
            .rdd();
    this.failed = failed;
    this.thread = new Thread(this::keep, "kindling-seats");
    thread.setDaemon(true);
  }

  void start(String phase, String what) {
    group = phase;
    description = what;
    thread.start();
  }

  /** A part got done. */
  void progressed() {
    progressed = true;
  }

  private void keep() {
    do {
      progressed = false;
      try {
        spark.setJobGroup(group, description, false);
        spark.runJob(numbers, task, (seat, computed) -> BoxedUnit.UNIT, COUNTS);
      } catch (Error e) { // as of no memory, which this thread would take with it
        failed.accept(new ExecutionException(e));
        return;
      } catch (Exception e) { // Scala throws checked exceptions undeclared.
        if (!closed && (e.getCause() != null || !progressed || spark.isStopped())) {
          failed.accept(e);
          return;
        }
      }
    } while (!closed);
  }

  /** Waits a moment for tasks to end that were told to; those that have not begun need not. */
  void close() {
    closed = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive() && !spark.isStopped()) {
      spark.cancelJobGroup(group);
    }
  }
}
