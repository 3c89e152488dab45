package dev.kindling.table;

import dev.kindling.fault.Fault;
import dev.kindling.store.KnownTasks;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreTarget;
import dev.kindling.store.TaskPart;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.Row;

/**
 * What a Spark task does: it writes the buckets of its partition, each as a part of the store. A
 * fault of the data returns as a value, because Spark would try a failed task again.
 */
final class BucketWriter implements FlatMapFunction<Iterator<Row>, BucketWriter.Written> {
  private static final long serialVersionUID = 1;

  private final TableShape shape;
  private final ArrayList<Codes> codes;
  private final StoreTarget target;
  private final int parent;
  private final KnownKeys knownKeys;

  /**
   * @param parent the version that is appended to; 0 for a new store
   */
  BucketWriter(
      TableShape shape, List<Codes> codes, StoreTarget target, int parent, KnownKeys knownKeys) {
    this.shape = shape;
    this.codes = new ArrayList<>(codes);
    this.target = target;
    this.parent = parent;
    this.knownKeys = knownKeys;
  }

  /**
   * The part that a bucket became, or why it could not become one.
   *
   * @param part null if there is a fault
   * @param digest of the rows that were seen
   * @param unknown categories that were seen and have no code
   * @param fault null if there is a part
   */
  record Written(
      int bucket, PartResult part, RowDigest digest, UnknownCategories unknown, Fault fault)
      implements Serializable {}

  @Override
  public Iterator<Written> call(Iterator<Row> rows) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
    Optional<KnownTasks> stored =
        parent == 0 ? Optional.empty() : Optional.of(KnownTasks.open(target.uri(), parent, hadoop));
    try {
      return written(rows, stored, hadoop);
    } finally {
      stored.ifPresent(KnownTasks::close);
    }
  }

  private Iterator<Written> written(
      Iterator<Row> rows, Optional<KnownTasks> stored, Configuration hadoop) {
    List<Map<String, Integer>> byValue = codes.stream().map(Codes::byValue).toList();
    List<Written> written = new ArrayList<>();
    Row next = rows.hasNext() ? rows.next() : null;
    while (next != null) {
      int bucket = next.getInt(RowLayout.BUCKET);
      try (TaskPart part = target.openTasks(bucket, hadoop)) {
        var arrivals = new Arrivals(shape, new ExampleHashes(codes), part, stored, knownKeys);
        var tasks = new TaskRows(shape, codes, byValue, part, arrivals);
        RowDigest digest = RowDigest.none();
        while (next != null && next.getInt(RowLayout.BUCKET) == bucket) {
          digest = digest.plus(next);
          tasks.add(next);
          next = rows.hasNext() ? rows.next() : null;
        }
        tasks.finish();
        written.add(new Written(bucket, part.finish(), digest, tasks.unknown(), null));
      } catch (Fault fault) {
        return failed(written, bucket, fault);
      }
    }
    return written.iterator();
  }

  /** Another executor may have what this one lacks; bad data are bad everywhere. */
  private static Iterator<Written> failed(List<Written> written, int bucket, Fault fault) {
    if (fault.kind() == Fault.Kind.RESOURCES || fault.kind() == Fault.Kind.CLUSTER) {
      throw fault;
    }
    written.add(new Written(bucket, null, RowDigest.none(), new UnknownCategories(), fault));
    return written.iterator();
  }
}
