package dev.kindling.speed;

import com.sun.management.OperatingSystemMXBean;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.SumForm;
import dev.kindling.runner.ShardFunction;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * What a round of shards costs when the shards themselves cost nothing: theta goes out and as many
 * numbers come back for each shard. {@code stay} measures rounds by tasks that stay, and what they
 * take of this process, the driver. {@code floor} also measures Spark's own floor, a job that sends
 * and returns the same, and rounds that are jobs, in turn in one application; {@code half} measures
 * rounds whose sums are in half precision, in turn with others. A line for each size.
 *
 * <pre>
 *   SparkStep stay|floor|half MASTER ROUNDS PARTSxSHARDSxFLOATS...
 * </pre>
 *
 * Each part is one Spark task, and has so many shards.
 */
public final class SparkStep {
  private static final ClassTag<float[]> FLOATS = ClassTag$.MODULE$.apply(float[].class);
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();

  /** After so long Java has compiled what a round runs: by then it takes a tenth of the time. */
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** At least, so that what else the process does falls on many rounds. */
  private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Cluster cluster;
  private final SparkContext spark;
  private final int parts;
  private final int shards;
  private final float[] theta;
  private final RDD<Object> numbers;
  private final EpisodeSettings settings;
  private Optional<Broadcast<float[]>> spent = Optional.empty();

  private SparkStep(Cluster cluster, Size size) {
    this.cluster = cluster;
    this.spark = SparkContext.getOrCreate();
    this.parts = size.parts();
    this.shards = size.shards();
    this.theta = new float[size.floats()];
    List<Object> indices = IntStream.range(0, parts).<Object>mapToObj(i -> i).toList();
    var java = new org.apache.spark.api.java.JavaSparkContext(spark);
    this.numbers = java.parallelize(indices, parts).rdd();
    Configuration configuration = ConfigurationReader.parse("{}", "defaults", List.of());
    this.settings = configuration.episodes();
  }

  /**
   * @param shards of each part
   */
  private record Size(int parts, int shards, int floats) {
    static Size of(String written) {
      int[] numbers = Arrays.stream(written.split("x", -1)).mapToInt(Integer::parseInt).toArray();
      return new Size(numbers[0], numbers[1], numbers[2]);
    }

    @Override
    public String toString() {
      return "%d parts of %d shards of %d floats".formatted(parts, shards, floats);
    }
  }

  public static void main(String[] arguments) {
    String master = arguments[1];
    int rounds = Integer.parseInt(arguments[2]);
    String more = arguments[0];
    for (String written : Arrays.asList(arguments).subList(3, arguments.length)) {
      Size size = Size.of(written);
      double[] stay = of(master, size, "true", step -> step.alone(rounds));
      System.out.printf(
          Locale.ROOT,
          "%s: by tasks that stay %.2f ms, %.2f ms of the driver's processors",
          size,
          stay[0],
          stay[1]);
      System.out.println(
          switch (more) {
            case "floor" -> overFloor(master, rounds, size, stay[0]);
            case "half" -> inHalf(master, rounds, size);
            default -> "";
          });
    }
  }

  private static String inHalf(String master, int rounds, Size size) {
    double[] halves = of(master, size, "true", step -> step.inHalf(rounds));
    return String.format(
        Locale.ROOT,
        "; in turn %.2f ms and in half precision %.2f ms; sums of %d bytes a step, or %d",
        halves[0],
        halves[1],
        (long) halves[2],
        (long) halves[3]);
  }

  private static String overFloor(String master, int rounds, Size size, double stay) {
    double[] jobs = of(master, size, "false", step -> step.inTurn(rounds));
    return String.format(
        Locale.ROOT,
        "; Spark's floor %.2f ms; as a job %.2f ms; over the floor %.2f and %.2f times",
        jobs[0],
        jobs[1],
        stay / jobs[0],
        jobs[1] / jobs[0]);
  }

  private static double[] of(
      String master, Size size, String seats, Function<SparkStep, double[]> measure) {
    System.setProperty("spark.kindling.seats", seats);
    try (Cluster cluster =
        Cluster.connect("step", Optional.of(master), size.parts(), damaged -> {})) {
      return measure.apply(new SparkStep(cluster, size));
    }
  }

  /** Milliseconds of the floor and of a round, the first third of each not counted. */
  private double[] inTurn(int rounds) {
    List<Long> floor = new ArrayList<>();
    List<Long> ours = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      floor.add(nanos(this::floor));
      long step = i;
      ours.add(nanos(() -> round(step)));
    }
    return new double[] {millis(floor), millis(ours)};
  }

  /** The same of a round and of the processors; tasks that stay leave no room for another job. */
  private double[] alone(int rounds) {
    long began = System.nanoTime();
    for (int i = 0; System.nanoTime() - began < WARM_NANOS; i++) {
      round(i);
    }
    long before = processorNanos();
    long warm = System.nanoTime();
    List<Long> ours = new ArrayList<>();
    while (ours.size() < 2 * rounds || System.nanoTime() - warm < MEASURED_NANOS) {
      long step = ours.size();
      ours.add(nanos(() -> round(step)));
    }
    double processors = (processorNanos() - before) / 1e6 / ours.size();
    return new double[] {median(ours), processors};
  }

  /** Milliseconds of rounds with exact and with rounded sums, and the bytes of either. */
  private double[] inHalf(int rounds) {
    List<Long> exact = new ArrayList<>();
    List<Long> halves = new ArrayList<>();
    for (int i = 0; i < 2 * rounds; i++) {
      long step = i;
      exact.add(nanos(() -> round(step)));
      halves.add(nanos(() -> round(SparkStep::roundedNothing, step)));
    }
    return new double[] {
      millis(exact), millis(halves), bytes(SumForm.EXACT), bytes(SumForm.HALF_PRECISION)
    };
  }

  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static double millis(List<Long> nanos) {
    return median(nanos.subList(nanos.size() / 3, nanos.size()));
  }

  private static double median(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
    return sorted[sorted.length / 2] / 1e6;
  }

  private void round(long step) {
    round(SparkStep::nothing, step);
  }

  private void round(ShardFunction<MetaGradientSum> function, long step) {
    List<Shard> now = Shard.cut(Split.TRAIN, Key.of(step), parts * shards, 1);
    List<Shard> coming = Shard.cut(Split.TRAIN, Key.of(step + 1), parts * shards, 1);
    cluster.compute(settings, new MetaState(theta, step), now, coming, function);
  }

  private static MetaGradientSum nothing(EpisodeWorker worker, MetaState state, Shard shard) {
    return new MetaGradientSum(new float[state.theta().length], 0, 1, List.of());
  }

  private static MetaGradientSum roundedNothing(
      EpisodeWorker worker, MetaState state, Shard shard) {
    return nothing(worker, state, shard)
        .in(SumForm.HALF_PRECISION, state.theta().length, shard.key());
  }

  /** What Spark's serializer makes of the sums of a round. */
  private long bytes(SumForm form) {
    var sum = new MetaGradientSum(theta, 0, 1, List.of()).in(form, theta.length, Key.of(1));
    ByteBuffer one = spark.env().serializer().newInstance().serialize(sum, ANY);
    return (long) parts * shards * one.remaining();
  }

  private void floor() {
    Broadcast<float[]> sent = spark.broadcast(theta, FLOATS);
    spent.ifPresent(Broadcast::destroy);
    spent = Optional.of(sent);
    float[][] arrived = new float[parts][];
    spark.runJob(
        numbers,
        new Echo(sent, shards),
        (partition, result) -> {
          arrived[(Integer) partition] = result;
          return BoxedUnit.UNIT;
        },
        FLOATS);
  }

  private static final class Echo extends AbstractFunction2<TaskContext, Iterator<Object>, float[]>
      implements Serializable {
    private static final long serialVersionUID = 1;
    private final Broadcast<float[]> sent;
    private final int times;

    Echo(Broadcast<float[]> sent, int times) {
      this.sent = sent;
      this.times = times;
    }

    @Override
    public float[] apply(TaskContext context, Iterator<Object> ignored) {
      return new float[times * sent.value().length];
    }
  }
}
