package dev.kindling.speed;

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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * What a round of shards costs over Spark's own floor, when the shards themselves cost nothing:
 * both send theta out and get as many numbers back for each shard, in turn, in one application, and
 * in another one tasks that stay do the same, as do rounds whose sums are in half precision. A line
 * for each size: each shard is one Spark task.
 *
 * <pre>
 *   SparkStep MASTER ROUNDS SHARDSxFLOATS...
 * </pre>
 */
public final class SparkStep {
  private static final ClassTag<float[]> FLOATS = ClassTag$.MODULE$.apply(float[].class);
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();

  private final Cluster cluster;
  private final SparkContext spark;
  private final int shards;
  private final float[] theta;
  private final RDD<Object> numbers;
  private final EpisodeSettings settings;
  private Optional<Broadcast<float[]>> spent = Optional.empty();

  private SparkStep(Cluster cluster, int shards, int floats) {
    this.cluster = cluster;
    this.spark = SparkContext.getOrCreate();
    this.shards = shards;
    this.theta = new float[floats];
    List<Object> indices = IntStream.range(0, shards).<Object>mapToObj(i -> i).toList();
    var java = new org.apache.spark.api.java.JavaSparkContext(spark);
    this.numbers = java.parallelize(indices, shards).rdd();
    Configuration configuration = ConfigurationReader.parse("{}", "defaults", List.of());
    this.settings = configuration.episodes();
  }

  public static void main(String[] arguments) {
    String master = arguments[0];
    int rounds = Integer.parseInt(arguments[1]);
    Arrays.stream(arguments).skip(2).forEach(size -> measure(master, rounds, size));
  }

  private static void measure(String master, int rounds, String size) {
    int shards = Integer.parseInt(size.replaceFirst("x.*", ""));
    int floats = Integer.parseInt(size.replaceFirst(".*x", ""));
    double[] jobs = of(master, shards, floats, "false", step -> step.inTurn(rounds));
    double[] stay = of(master, shards, floats, "true", step -> step.alone(rounds));
    System.out.printf(
        Locale.ROOT,
        "%d shards of %d floats: Spark's floor %.2f ms; a round as a job %.2f ms, %.2f times as long;"
            + " by tasks that stay %.2f ms, %.2f times; in half precision %.2f ms and %.2f ms;"
            + " sums of %d bytes a step, or %d%n",
        shards,
        floats,
        jobs[0],
        jobs[1],
        jobs[1] / jobs[0],
        stay[0],
        stay[0] / jobs[0],
        jobs[2],
        stay[1],
        (long) jobs[3],
        (long) jobs[4]);
  }

  private static double[] of(
      String master, int shards, int floats, String seats, Function<SparkStep, double[]> measure) {
    System.setProperty("spark.kindling.seats", seats);
    try (Cluster cluster = Cluster.connect("step", Optional.of(master), shards, damaged -> {})) {
      return measure.apply(new SparkStep(cluster, shards, floats));
    }
  }

  /**
   * Milliseconds of the floor, of a round and of one with rounded sums, the first third of each not
   * counted, and the bytes of the sums of either.
   */
  private double[] inTurn(int rounds) {
    List<Long> floor = new ArrayList<>();
    List<Long> ours = new ArrayList<>();
    List<Long> halves = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      floor.add(nanos(this::floor));
      long step = i;
      ours.add(nanos(() -> round(SparkStep::nothing, step)));
      halves.add(nanos(() -> round(SparkStep::roundedNothing, step)));
    }
    return new double[] {
      millis(floor),
      millis(ours),
      millis(halves),
      bytes(SumForm.EXACT),
      bytes(SumForm.HALF_PRECISION)
    };
  }

  /** Tasks that stay leave Spark no room for another job. */
  private double[] alone(int rounds) {
    List<Long> ours = new ArrayList<>();
    List<Long> halves = new ArrayList<>();
    for (int i = 0; i < 3 * rounds; i++) {
      long step = i;
      ours.add(nanos(() -> round(SparkStep::nothing, step)));
      halves.add(nanos(() -> round(SparkStep::roundedNothing, step)));
    }
    return new double[] {millis(ours), millis(halves)};
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static double millis(List<Long> nanos) {
    long[] counted = nanos.stream().skip(nanos.size() / 3).mapToLong(n -> n).sorted().toArray();
    return counted[counted.length / 2] / 1e6;
  }

  private void round(ShardFunction<MetaGradientSum> function, long step) {
    List<Shard> now = Shard.cut(Split.TRAIN, Key.of(step), shards, 1);
    List<Shard> coming = Shard.cut(Split.TRAIN, Key.of(step + 1), shards, 1);
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
    return (long) shards * one.remaining();
  }

  private void floor() {
    Broadcast<float[]> sent = spark.broadcast(theta, FLOATS);
    spent.ifPresent(Broadcast::destroy);
    spent = Optional.of(sent);
    float[][] arrived = new float[shards][];
    spark.runJob(
        numbers,
        new Echo(sent),
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

    Echo(Broadcast<float[]> sent) {
      this.sent = sent;
    }

    @Override
    public float[] apply(TaskContext context, Iterator<Object> ignored) {
      return new float[sent.value().length];
    }
  }
}
