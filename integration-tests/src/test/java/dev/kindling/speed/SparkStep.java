package dev.kindling.speed;

import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * both send theta out and get as many numbers back for each shard, in turn, in one application. A
 * line for each size: each shard is one Spark task.
 *
 * <pre>
 *   SparkStep MASTER ROUNDS SHARDSxFLOATS...
 * </pre>
 */
public final class SparkStep {
  private static final ClassTag<float[]> FLOATS = ClassTag$.MODULE$.apply(float[].class);

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
    try (Cluster cluster = Cluster.connect("step", Optional.of(master), shards, damaged -> {})) {
      var step = new SparkStep(cluster, shards, floats);
      step.measure(rounds / 3);
      System.out.println(step.measure(rounds));
    }
  }

  private String measure(int rounds) {
    List<Long> floor = new ArrayList<>();
    List<Long> ours = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      floor.add(nanos(this::floor));
      long step = i;
      ours.add(nanos(() -> round(step)));
    }
    return String.format(
        Locale.ROOT,
        "%d shards of %d floats: floor %.2f ms, a round %.2f ms, %.2f times as long",
        shards,
        theta.length,
        median(floor) / 1e6,
        median(ours) / 1e6,
        median(ours) / median(floor));
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static double median(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private void round(long step) {
    List<Shard> now = Shard.cut(Split.TRAIN, Key.of(step), shards, 1);
    List<Shard> coming = Shard.cut(Split.TRAIN, Key.of(step + 1), shards, 1);
    cluster.compute(settings, new MetaState(theta, step), now, coming, SparkStep::nothing);
  }

  private static MetaGradientSum nothing(EpisodeWorker worker, MetaState state, Shard shard) {
    return new MetaGradientSum(new float[state.theta().length], 0, 1, List.of());
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
