package dev.kindling.cluster;

import dev.kindling.fault.Fault;
import org.apache.spark.SparkConf;

/**
 * What the driver can take of a round.
 *
 * @param heap of the driver, in bytes
 * @param results the most bytes that Spark lets the tasks of a job return, all together
 */
record DriverRoom(long heap, long results) {
  private static final String MOST_RESULTS = "spark.driver.maxResultSize";

  /** To cut, send and join blocks takes as long as the driver takes to add so much alone. */
  private static final long MANY = 256L << 20;

  /** Executors take two to three times the driver's work to add, and share it. */
  private static final int LEAST_TASKS = 4;

  private static final int PART_OF_HEAP = 8;

  /** Results carry more than their numbers. */
  private static final int PART_OF_RESULTS = 2;

  /** An executor holds what a task returns, and the same once more as bytes. */
  static final long MOST_OF_A_TASK = 64L << 20;

  /** And it holds a block of all shards. */
  private static final long MOST_OF_A_BLOCK = 32L << 20;

  static DriverRoom of(SparkConf conf) {
    long most = conf.getSizeAsBytes(MOST_RESULTS, "1g");
    return new DriverRoom(Runtime.getRuntime().maxMemory(), most == 0 ? Long.MAX_VALUE : most);
  }

  /**
   * Whether executors add sums faster than the driver takes them in.
   *
   * @param bytes that a sum takes
   * @param tasks how many tasks run at once
   */
  boolean isForExecutors(long bytes, int shards, int tasks) {
    return tasks >= LEAST_TASKS && bytes * shards > Math.min(MANY, mostReturned());
  }

  /**
   * How many sums the driver takes at once.
   *
   * @param bytes that a sum takes
   */
  int sumsAtOnce(long bytes, int tasks) {
    long comfortable = Math.min(heap / PART_OF_HEAP, tasks * MOST_OF_A_TASK);
    long wanted = Math.max(bytes * tasks, comfortable);
    long sums = Math.min(wanted, mostReturned()) / Math.max(1, bytes);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, sums));
  }

  /** Refuses a total that cannot come here, before it is computed. */
  void requireTotal(int size) {
    long needed = PART_OF_RESULTS * (long) size * Double.BYTES;
    if (needed > results) {
      throw Fault.cluster(
          "the total of a step's meta-gradients takes %d MB with what goes with it, but %s lets"
                  .formatted((needed >> 20) + 1, MOST_RESULTS)
              + " tasks return %d MB; set it to %dm".formatted(results >> 20, (needed >> 20) + 1));
    }
  }

  /**
   * Cuts sums so that a task that adds holds a small part of an executor's memory.
   *
   * @param size how many numbers a sum has
   * @param bytes that the sums of all shards take
   * @param tasks that run at the same time, all of which are to have something to add
   */
  static Partitioning blocks(int size, long bytes, int tasks) {
    long blocks = Math.max(tasks, bytes / MOST_OF_A_BLOCK + 1);
    return new Partitioning(size, (int) Math.min(size, blocks));
  }

  private long mostReturned() {
    return results / PART_OF_RESULTS;
  }
}
