package dev.kindling.cluster;

import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.fault.Fault;
import dev.kindling.runner.Runner;
import dev.kindling.runner.ShardFunction;
import dev.kindling.runner.Tally;
import dev.kindling.seat.Seats;
import dev.kindling.task.DamagedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** A Spark application that computes shards. */
public final class Cluster implements Runner {
  private static final ClassTag<MetaState> STATES = ClassTag$.MODULE$.apply(MetaState.class);

  /** How the id of an application begins if no standalone master knows it. */
  private static final String NOT_REGISTERED = "spark-application-";

  /** Beyond so many bytes executors fetch a state from each other. */
  private static final long MOST_ALONG = 1 << 25;

  private final JavaSparkContext context;
  private final SparkContext spark;
  private final int partitions;
  private final Rounds rounds;
  private final Map<Integer, RDD<Object>> partitionNumbers = new HashMap<>();
  private final Map<EngineSettings, String> instructionSets = new HashMap<>();

  /**
   * The state of the last round. Spark removes it while the next round runs, or with all else when
   * it stops: a stop in the middle of a removal fills standard error with stack traces.
   */
  private Optional<Broadcast<MetaState>> spent = Optional.empty();

  /** Added to by the thread of rounds, read between rounds. */
  private final Tally tally;

  /** Whether Spark tasks stay from round to round. */
  private final boolean staying;

  private Optional<Seats> seats = Optional.empty();
  private String seated = "";
  private EpisodeSettings sentSettings;
  private SentSettings sent;
  private String phase = "";
  private String description = "";

  private Cluster(JavaSparkContext context, int partitions, Consumer<DamagedRecord> damages) {
    this.context = context;
    this.spark = context.sc();
    this.rounds = new Rounds(spark::isStopped);
    this.partitions = partitions;
    this.tally = new Tally(damages);
    this.staying = spark.getConf().getBoolean(SparkSettings.SEATS, true);
  }

  /**
   * Starts the application.
   *
   * @param master where, or empty for what spark-submit says, or else this machine
   * @param partitions of one round of shards; 0 stands for as many as can run at once
   * @param damages is told of each damaged record once, when it is first passed over
   */
  public static Cluster connect(
      String name, Optional<String> master, int partitions, Consumer<DamagedRecord> damages) {
    SparkConf settings = SparkSettings.of(name, master);
    try {
      return new Cluster(started(settings), partitions, damages);
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
    try {
      int parts = Math.min(shards.size(), atOnce());
      SentSettings sending = sent(settings);
      String instructions = instructionSets.computeIfAbsent(settings.engine(), Cluster::ofDriver);
      return rounds.make(
          () -> {
            SentState sent = sent(state, parts);
            return run(
                new ShardJob<>(sending, sent, shards, coming, parts, function, instructions),
                parts);
          });
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw ClusterFault.computing(e, spark.isStopped());
    }
  }

  private SentSettings sent(EpisodeSettings settings) {
    if (!settings.equals(sentSettings)) {
      sent = SentSettings.of(settings);
      sentSettings = settings;
    }
    return sent;
  }

  private static String ofDriver(EngineSettings settings) {
    return settings.open().instructionSet();
  }

  /** To tasks that stay it goes with the work, as long as it is small. */
  private SentState sent(MetaState state, int parts) {
    if (staying && (long) state.theta().length * Float.BYTES * parts <= MOST_ALONG) {
      return new SentState.Along(state);
    }
    Broadcast<MetaState> broadcast = spark.broadcast(state, STATES);
    spent.ifPresent(Broadcast::destroy);
    spent = Optional.of(broadcast);
    return new SentState.Fetched(broadcast);
  }

  private <R> List<R> run(ShardJob<R> job, int parts) throws Exception {
    List<PartitionResult<R>> results = staying ? ofSeats(job, parts) : ofJob(job, parts);
    results.forEach(part -> tally.add(part.time(), part.passedOver()));
    return inOrder(results);
  }

  /** Those of a phase stay together, so that Spark's page says what its job is for. */
  private <R> List<PartitionResult<R>> ofSeats(ShardJob<R> job, int parts) throws Exception {
    if (!phase.equals(seated)) {
      closeSeats();
    }
    if (seats.isEmpty()) {
      seats = Optional.of(Seats.take(spark, atOnce(), phase, description + " and on"));
      seated = phase;
    }
    try {
      return seats.get().run(job, parts);
    } catch (Exception e) {
      closeSeats();
      throw e;
    }
  }

  private void closeSeats() {
    seats.ifPresent(Seats::close);
    seats = Optional.empty();
  }

  /** Results arrive on Spark's scheduler thread in any order. */
  private <R> List<PartitionResult<R>> ofJob(ShardJob<R> job, int parts) {
    ClassTag<PartitionResult<R>> type = ClassTag$.MODULE$.apply(PartitionResult.class);
    var arrived = new AtomicReferenceArray<PartitionResult<R>>(parts);
    spark.setJobGroup(phase, description, false);
    spark.runJob(
        partitionNumbers(parts),
        job,
        (partition, result) -> {
          arrived.set((Integer) partition, result);
          return BoxedUnit.UNIT;
        },
        type);
    return IntStream.range(0, parts).mapToObj(arrived::get).toList();
  }

  private static <R> List<R> inOrder(List<PartitionResult<R>> parts) {
    for (PartitionResult<R> part : parts) {
      Optional<Fault> fault = part.fault();
      if (fault.isPresent()) {
        throw fault.get();
      }
    }
    return parts.stream().flatMap(part -> part.results().stream()).toList();
  }

  /**
   * One RDD for each number of partitions: with a new one each step, Spark would track them all.
   */
  private RDD<Object> partitionNumbers(int parts) {
    return partitionNumbers.computeIfAbsent(
        parts,
        n -> context.parallelize(IntStream.range(0, n).<Object>mapToObj(i -> i).toList(), n).rdd());
  }

  /** Shown as the group and the description of Spark's jobs. */
  @Override
  public void begin(String phase, String description) {
    this.phase = phase;
    this.description = description;
  }

  @Override
  public int atOnce() {
    return partitions == 0 ? slots() : partitions;
  }

  @Override
  public ShardTime time() {
    return tally.time();
  }

  private int slots() {
    int taskCores = spark.getConf().getInt("spark.task.cpus", 1);
    return Math.max(1, spark.defaultParallelism() / taskCores);
  }

  @Override
  public void close() {
    rounds.close();
    closeSeats();
    context.close();
  }
}
