package dev.kindling.cluster;

import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.fault.Fault;
import dev.kindling.runner.Ends;
import dev.kindling.runner.MetaGradientTotal;
import dev.kindling.runner.Runner;
import dev.kindling.runner.RunnerListener;
import dev.kindling.runner.ShardFunction;
import dev.kindling.runner.Tally;
import dev.kindling.seat.Seats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** A Spark application that computes shards. */
public final class Cluster implements Runner {
  /** How often a round is made before it is given up, with theta sent anew each time. */
  private static final int ATTEMPTS = 3;

  /** How the id of an application begins if no standalone master knows it. */
  private static final String NOT_REGISTERED = "spark-application-";

  private final JavaSparkContext context;
  private final SparkContext spark;
  private final int partitions;
  private final RunnerListener listener;
  private final ExecutorWatch executors;
  private final Rounds rounds;
  private final WatchedNumbers watched;
  private final DriverRoom room;
  private final States states;
  private final Seating seating;
  private final Map<Integer, RDD<Object>> partitionNumbers = new HashMap<>();

  /** The last sums that executors added up, whose files go as the last state does. */
  private Optional<RDD<?>> spentBlocks = Optional.empty();

  /** Added to by the thread of rounds, read between rounds. */
  private final Tally tally;

  private EpisodeSettings sentSettings;
  private SentSettings sent;
  private String phase = "";
  private String description = "";

  private Cluster(
      JavaSparkContext context, int partitions, RunnerListener listener, ExecutorWatch executors) {
    this.context = context;
    this.spark = context.sc();
    this.watched = new WatchedNumbers(spark.env().metricsSystem());
    this.listener = listener;
    this.executors = executors;
    this.seating = new Seating(spark);
    this.rounds =
        new Rounds(spark::isStopped, lasted -> executors.look(lasted, seating::isAwaited));
    this.room = DriverRoom.of(spark.getConf());
    this.states = new States(spark);
    this.partitions = partitions;
    this.tally = new Tally(listener);
  }

  /**
   * Starts the application.
   *
   * @param master where, or empty for what spark-submit says, or else this machine
   * @param partitions of one round of shards; 0 stands for as many as can run at once
   * @param listener is told of each damaged record once, when it is first passed over, and of what
   *     happens to executors
   */
  public static Cluster connect(
      String name, Optional<String> master, int partitions, RunnerListener listener) {
    SparkConf settings = SparkSettings.of(name, master);
    // A wish for an executor is not worth a wait: what was read ahead there can be read anew.
    settings.setIfMissing("spark.locality.wait", "0");
    try {
      var executors = new ExecutorWatch(listener::happened);
      JavaSparkContext context = started(settings);
      executors.begin(context.sc());
      return new Cluster(context, partitions, listener, executors);
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw ClusterFault.connecting(settings.get("spark.master"), e);
    }
  }

  /** Spark gives up on a standalone master after a minute, and returns a context all the same. */
  static JavaSparkContext started(SparkConf settings) {
    var context = new JavaSparkContext(settings);
    boolean standalone = context.master().startsWith("spark://");
    if (standalone && context.sc().applicationId().startsWith(NOT_REGISTERED)) {
      context.close();
      throw new IllegalStateException("no master answers there");
    }
    return context;
  }

  @Override
  public String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  @Override
  public <R> List<R> compute(
      EpisodeSettings settings,
      MetaState state,
      List<Shard> shards,
      List<Shard> coming,
      ShardFunction<R> function) {
    return withJob(
        settings,
        state,
        shards,
        coming,
        function,
        job -> results(seating.isOn() ? staying(job) : leaving(job)));
  }

  /** Executors add where they are many and sums are large. */
  @Override
  public MetaGradientTotal total(
      EpisodeSettings settings, MetaState state, List<Shard> shards, List<Shard> coming, int size) {
    room.requireTotal(size);
    int tasks = slots();
    long bytes = settings.sums().bytes(size);
    if (!room.isForExecutors(bytes, shards.size(), tasks)) {
      return Runner.super.total(settings, state, shards, coming, size);
    }
    Partitioning blocks = DriverRoom.blocks(size, bytes * shards.size(), tasks);
    return withJob(
        settings, state, shards, coming, EpisodeWorker::gradient, job -> inBlocks(job, blocks));
  }

  private MetaGradientTotal inBlocks(ShardJob<MetaGradientSum> job, Partitioning blocks) {
    RDD<Tuple2<Integer, SumBlock>> cut =
        SumBlocks.shuffled(partitionNumbers(job.partitions()), job, blocks);
    spentBlocks.ifPresent(spent -> spent.cleanShuffleDependencies(false));
    spentBlocks = Optional.of(cut);
    var adding = new BlockJob(blocks, job.shards());
    return MetaGradientTotal.joined(results(run(cut, adding, () -> {})));
  }

  /** What a job is made for. */
  private interface Use<J, T> {
    T of(J job) throws Exception;
  }

  private <R, T> T withJob(
      EpisodeSettings settings,
      MetaState state,
      List<Shard> shards,
      List<Shard> coming,
      ShardFunction<R> function,
      Use<ShardJob<R>, T> use) {
    SameKernels kernels = SameKernels.asHere(settings.engine());
    return again(
        () -> {
          int parts = Math.min(shards.size(), partitions());
          SentSettings sending = sent(settings);
          boolean along = seating.isOn() && States.isSmall(state, parts);
          SentState sent = along ? new SentState.Along(state) : states.fetched(state);
          return use.of(new ShardJob<>(sending, sent, shards, coming, parts, function, kernels));
        });
  }

  /**
   * Makes a round, and once more if the cluster failed it: executors that were lost too often, a
   * broadcast of which no block is left. A round is a pure function, and nothing counts of one that
   * failed.
   */
  private <R> R again(Callable<R> round) {
    Exception first = null;
    for (int attempt = 1; ; attempt++) {
      long began = System.nanoTime();
      try {
        R result = rounds.make(round);
        executors.rounded(System.nanoTime() - began);
        return result;
      } catch (Exception e) { // Scala throws checked exceptions undeclared.
        boolean stopped = spark.isStopped();
        first = first == null ? e : first;
        if (attempt == ATTEMPTS || stopped || !ClusterFault.mayPass(e)) {
          // After Spark stopped nothing but that is said, and the reason was said before.
          throw ClusterFault.computing(stopped ? first : e, stopped);
        }
        listener.happened(
            "Spark gave up a round of shards, which is made once more (%d of %d): %s"
                .formatted(attempt + 1, ATTEMPTS, ClusterFault.reason(e)));
      }
    }
  }

  private SentSettings sent(EpisodeSettings settings) {
    if (!settings.equals(sentSettings)) {
      sent = SentSettings.of(settings);
      sentSettings = settings;
    }
    return sent;
  }

  /** By tasks that stay. */
  private <R> List<PartitionResult<R>> staying(ShardJob<R> job) throws Exception {
    int parts = job.partitions();
    int tasks = partitions > 0 ? Math.min(parts, width()) : parts;
    Seats.Done<PartitionResult<R>> done = seating.run(job, parts, tasks, phase, description);
    tally.addIdle(done.idleNanos());
    return sound(done.results());
  }

  /** By tasks that leave after the round. */
  private <R> List<PartitionResult<R>> leaving(ShardJob<R> job) {
    var ends = new Ends();
    List<PartitionResult<R>> results =
        run(partitionNumbers(job.partitions()), job, () -> ends.add(System.nanoTime()));
    tally.addIdle(ends.idleNanos(slots()));
    return results;
  }

  /**
   * Results arrive on Spark's scheduler thread in any order.
   *
   * @param arriving is told of each
   */
  private <T, R> List<PartitionResult<R>> run(
      RDD<T> parts,
      AbstractFunction2<TaskContext, Iterator<T>, PartitionResult<R>> job,
      Runnable arriving) {
    ClassTag<PartitionResult<R>> type = ClassTag$.MODULE$.apply(PartitionResult.class);
    int count = parts.getNumPartitions();
    var arrived = new AtomicReferenceArray<PartitionResult<R>>(count);
    seating.leave();
    spark.setJobGroup(phase, description, false);
    spark.runJob(
        parts,
        job,
        (partition, result) -> {
          arrived.set((Integer) partition, result);
          arriving.run();
          return BoxedUnit.UNIT;
        },
        type);
    return sound(IntStream.range(0, count).mapToObj(arrived::get).toList());
  }

  private <R> List<PartitionResult<R>> sound(List<PartitionResult<R>> results) {
    results.forEach(part -> tally.add(part.time(), part.passedOver()));
    results.forEach(Cluster::requireSound);
    return results;
  }

  private static <R> List<R> results(List<PartitionResult<R>> parts) {
    return parts.stream().flatMap(part -> part.results().stream()).toList();
  }

  private static void requireSound(PartitionResult<?> part) {
    Optional<Fault> fault = part.fault();
    if (fault.isPresent()) {
      throw fault.get();
    }
  }

  /**
   * One RDD for each number of partitions: with a new one each step, Spark would track them all.
   */
  private RDD<Object> partitionNumbers(int parts) {
    return partitionNumbers.computeIfAbsent(
        parts, n -> PartitionNumbers.of(context, n, executors::executors));
  }

  /** Shown as the group and the description of Spark's jobs. */
  @Override
  public void begin(String phase, String description) {
    this.phase = phase;
    this.description = description;
    executors.phase(phase);
  }

  /** Shown by the sinks of Spark's metrics system. */
  @Override
  public void publish(String name, double value) {
    watched.set(name, value);
  }

  @Override
  public int sumsAtOnce(long bytes) {
    return room.sumsAtOnce(bytes, slots());
  }

  @Override
  public int atOnce() {
    return Math.min(partitions(), slots());
  }

  @Override
  public ShardTime time() {
    return tally.time();
  }

  @Override
  public long idleNanos() {
    return tally.idleNanos();
  }

  private int partitions() {
    return partitions > 0 ? partitions : width();
  }

  /**
   * How many tasks are worth having. Where executors come as they are needed, Spark asks for as
   * many as there are tasks, so these must not be as few as the executors of now; and before the
   * first is there, nobody knows how many will come.
   */
  private int width() {
    int now = tasksAtOnce();
    return now == 0 || isAsNeeded() ? Integer.MAX_VALUE : now;
  }

  private boolean isAsNeeded() {
    return spark.getConf().getBoolean("spark.dynamicAllocation.enabled", false);
  }

  private int slots() {
    return Math.max(1, tasksAtOnce());
  }

  /** On the executors of now, by their cores and what else tasks ask for; 0 without any. */
  private int tasksAtOnce() {
    return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
  }

  @Override
  public void close() {
    executors.end();
    rounds.close();
    seating.leave();
    context.close();
  }
}
