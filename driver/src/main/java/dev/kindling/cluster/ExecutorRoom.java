package dev.kindling.cluster;

import dev.kindling.fault.Fault;
import dev.kindling.runner.MemoryNeed;
import dev.kindling.runner.ProcessRoom;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * What an executor may take.
 *
 * @param heap the most that its heap may take, in bytes
 * @param overhead what it may take besides, where the cluster ends executors that take more
 * @param tasks how many tasks run in it at the same time
 * @param here how many executors run on this machine
 * @param heapSetting what says how large its heap is
 */
record ExecutorRoom(long heap, OptionalLong overhead, int tasks, int here, String heapSetting) {
  static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[ *(\\d+) *, *(\\d+) *, *(\\d+) *]");
  static final String HEAP = "spark.executor.memory";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final double OVERHEAD_FACTOR = 0.1;
  private static final long LEAST_OVERHEAD = 384L << 20;

  /** In a heap, besides what grows with theta: Spark keeps 300 MB free of its own data. */
  private static final long BASE_HEAP = 320L << 20;

  /** How often a heap holds theta: as it arrives and as it is used. */
  private static final int THETAS = 2;

  /** How often it holds what a task returns: as it is, and as bytes that grow and are copied. */
  private static final long RETURNED = 3;

  static ExecutorRoom of(SparkConf conf) {
    String master = conf.get("spark.master");
    int taskCores = conf.getInt("spark.task.cpus", 1);
    Matcher local = LOCAL_CLUSTER.matcher(master);
    if (local.matches()) {
      return new ExecutorRoom(
          conf.getSizeAsMb(HEAP, local.group(3) + "m") << 20,
          OptionalLong.empty(),
          Math.max(1, Integer.parseInt(local.group(2)) / taskCores),
          Integer.parseInt(local.group(1)),
          "the last number of local-cluster");
    }
    long heap = conf.getSizeAsMb(HEAP, "1g") << 20;
    int tasks = Math.max(1, conf.getInt("spark.executor.cores", 1) / taskCores);
    boolean bounded = master.equals("yarn") || master.startsWith("k8s://");
    OptionalLong overhead = bounded ? OptionalLong.of(overhead(conf, heap)) : OptionalLong.empty();
    return new ExecutorRoom(heap, overhead, tasks, 0, HEAP);
  }

  private static long overhead(SparkConf conf, long heap) {
    double factor = conf.getDouble("spark.executor.memoryOverheadFactor", OVERHEAD_FACTOR);
    long usual = Math.max(LEAST_OVERHEAD, (long) (factor * heap));
    return conf.contains(OVERHEAD) ? conf.getSizeAsMb(OVERHEAD) << 20 : usual;
  }

  /** Refuses a run that such executors cannot compute. */
  void require(MemoryNeed need, long machine) {
    long needed = heapNeeded(need);
    if (needed > heap) {
      throw Fault.cluster(
          "an executor that computes %s at once needs a heap of %d MB for %d meta-parameters but has %d MB; set %s to %s"
              .formatted(
                  atOnce(),
                  ProcessRoom.mega(needed),
                  need.metaParameters(),
                  ProcessRoom.mega(heap),
                  heapSetting,
                  ProcessRoom.mega(needed) + (here > 0 ? "" : "m")));
    }
    requireOverhead(need);
    requireMachine(need, machine);
  }

  private String atOnce() {
    return tasks == 1 ? "1 task" : tasks + " tasks";
  }

  private long heapNeeded(MemoryNeed need) {
    long all = need.returnedBytes() * need.shards();
    long returned = Math.max(need.returnedBytes(), Math.min(DriverRoom.MOST_OF_A_TASK, all));
    long task = RETURNED * returned + need.unroundedBytes();
    return BASE_HEAP + THETAS * need.thetaBytes() + tasks * task;
  }

  private void requireOverhead(MemoryNeed need) {
    long outside = need.outsideHeap(tasks);
    if (overhead.isPresent() && outside > overhead.getAsLong()) {
      throw Fault.cluster(
          "an executor that computes %s at once needs %d MB outside its heap, %d MB for the programs of each, but may take %d MB, and the cluster would end it; set %s to %dm"
              .formatted(
                  atOnce(),
                  ProcessRoom.mega(outside),
                  ProcessRoom.mega(need.programBytes()),
                  ProcessRoom.mega(overhead.getAsLong()),
                  OVERHEAD,
                  ProcessRoom.mega(outside)));
    }
  }

  private void requireMachine(MemoryNeed need, long machine) {
    long each = heapNeeded(need) + need.outsideHeap(tasks);
    long all = here * each + need.heap() + MemoryNeed.JVM_BYTES;
    if (here > 0 && all > machine) {
      throw Fault.resources(
          "%d executors here, which need %d MB each, and the driver need %d MB but this machine or container has %d MB; name fewer executors or cores in local-cluster%s"
              .formatted(
                  here,
                  ProcessRoom.mega(each),
                  ProcessRoom.mega(all),
                  ProcessRoom.mega(machine),
                  need.purpose() == MemoryNeed.Purpose.TRAINING
                      ? ", or lower training.tasks-per-shard"
                      : ""));
    }
  }
}
