package dev.kindling.table;

import dev.kindling.fault.Fault;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreTarget;
import dev.kindling.store.TaskPart;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

  BucketWriter(TableShape shape, List<Codes> codes, StoreTarget target) {
    this.shape = shape;
    this.codes = new ArrayList<>(codes);
    this.target = target;
  }

  /**
   * The part that a bucket became, or why it could not become one.
   *
   * @param part null if there is a fault
   * @param fault null if there is a part
   */
  record Written(int bucket, PartResult part, Fault fault) implements Serializable {}

  @Override
  public Iterator<Written> call(Iterator<Row> rows) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
    List<Map<String, Integer>> byValue = codes.stream().map(Codes::byValue).toList();
    List<Written> written = new ArrayList<>();
    Row next = rows.hasNext() ? rows.next() : null;
    while (next != null) {
      int bucket = next.getInt(RowLayout.BUCKET);
      try (TaskPart part = target.openTasks(bucket, hadoop)) {
        var tasks = new TaskRows(shape, codes, byValue, part);
        while (next != null && next.getInt(RowLayout.BUCKET) == bucket) {
          tasks.add(next);
          next = rows.hasNext() ? rows.next() : null;
        }
        tasks.finish();
        written.add(new Written(bucket, part.finish(), null));
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
    written.add(new Written(bucket, null, fault));
    return written.iterator();
  }
}
