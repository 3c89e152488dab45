package dev.kindling.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;

/**
 * As many partitions as a round has, with nothing in them but a wish where each is computed: as
 * long as the executors stay the same, the same partition is at the same executor, which has read
 * ahead for it.
 */
final class PartitionNumbers extends RDD<Object> {
  private static final long serialVersionUID = 1;

  /** The driver's alone, which Spark asks for each job. */
  private final transient Supplier<SortedMap<String, String>> executors;

  private final int count;

  private PartitionNumbers(
      RDD<Object> numbers, int count, Supplier<SortedMap<String, String>> executors) {
    super(numbers, ClassTag$.MODULE$.Any());
    this.count = count;
    this.executors = executors;
  }

  /**
   * So many partitions.
   *
   * @param executors those of now, and the host of each
   */
  static PartitionNumbers of(
      JavaSparkContext context, int count, Supplier<SortedMap<String, String>> executors) {
    List<Object> none = List.of();
    return new PartitionNumbers(context.parallelize(none, count).rdd(), count, executors);
  }

  @Override
  public Partition[] getPartitions() {
    return firstParent(ClassTag$.MODULE$.Any()).partitions();
  }

  @Override
  public Seq<String> getPreferredLocations(Partition partition) {
    Optional<String> place = place(partition.index(), count, executors.get());
    return JavaConverters.asScalaBuffer(place.stream().toList()).toSeq();
  }

  /** An executor as Spark spells it in a wish. Neighbours share one. */
  static Optional<String> place(int partition, int count, SortedMap<String, String> executors) {
    return executors.entrySet().stream()
        .skip((long) partition * executors.size() / count)
        .findFirst()
        .map(PartitionNumbers::spelled);
  }

  private static String spelled(Map.Entry<String, String> executor) {
    return "executor_%s_%s".formatted(executor.getValue(), executor.getKey());
  }

  @Override
  public Iterator<Object> compute(Partition partition, TaskContext context) {
    return JavaConverters.asScalaIterator(List.of().iterator());
  }
}
