package dev.kindling.table;

import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.store.Manifest;
import dev.kindling.store.PartResult;
import dev.kindling.store.PastImports;
import dev.kindling.store.Repeats;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.TaskContents;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a version of a task store from a table. The rows of a task meet in one bucket, sorted on
 * disk if need be; each bucket is written as one part, and parts are committed in the order of
 * buckets. How many buckets there are depends on the bytes of the table alone, so tasks, their
 * order and the statistics do not depend on the cluster.
 */
public final class TableImport {
  private static final long BUCKET_BYTES = 32L << 20;
  private static final int MOST_BUCKETS = 4096;

  private final TableSession session;
  private final long bucketBytes;
  private final int partitions;

  public TableImport(TableSession session) {
    this(session, BUCKET_BYTES, 0);
  }

  /**
   * @param partitions over how many the buckets are spread; 0 for as many as there are buckets
   */
  TableImport(TableSession session, long bucketBytes, int partitions) {
    this.session = session;
    this.bucketBytes = bucketBytes;
    this.partitions = partitions;
  }

  /**
   * Runs it.
   *
   * @param appending how, if to a store that is there
   * @param writers gives the writer of a store with these contents
   * @param provenance where the table comes from; the codes are added
   */
  public Manifest run(
      TableSource source,
      TableShape shape,
      Optional<Appending> appending,
      Function<TaskContents, StoreWriter> writers,
      Map<String, String> provenance) {
    SparkSession sql = session.sql();
    OpenTable table = OpenTable.open(sql, source, shape);
    table.require(shape);
    try {
      List<Codes> all = appending.map(Appending::codes).orElseGet(() -> Codes.of(table, shape));
      List<Codes> codes = all.subList(0, shape.categorical().size());
      Optional<Codes> names = all.stream().skip(codes.size()).findFirst();
      TableShape counted = names.map(some -> counted(shape, some)).orElse(shape);
      OpenTable numbered = names.map(table::withClasses).orElse(table);
      StoreWriter writer = writers.apply(contents(counted, codes));
      KnownKeys knownKeys = appending.map(Appending::knownKeys).orElse(KnownKeys.REFUSE);
      var work =
          new BucketWriter(
              counted,
              codes,
              writer.target(),
              writer.parent().map(Manifest::version).orElse(0),
              knownKeys);
      try {
        List<BucketWriter.Written> written = written(numbered, buckets(table), counted, work);
        PastImports rows = imported(written, source.path(), writer, appending);
        Map<String, String> explained = explained(provenance, all, rows);
        var unknown = UnknownCategories.of(writer.parent(), codes);
        written.forEach(one -> unknown.addAll(one.unknown()));
        explained.putAll(unknown.explained());
        return writer.commit(parts(written), explained);
      } catch (Throwable refusal) {
        writer.discard(refusal);
        throw refusal;
      }
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFault.reading(source.path(), source.format(), e, session.isStopped());
    }
  }

  private static TableShape counted(TableShape shape, Codes names) {
    if (names.values().size() < 2) {
      throw Fault.data(
          "names of two classes or more are expected in column %s but there are %s; name another"
                  .formatted(names.column(), names.values())
              + " --target");
    }
    return shape.ofClasses(names.values().size());
  }

  private int buckets(OpenTable table) {
    return (int) Math.max(1, Math.min(MOST_BUCKETS, table.bytes() / bucketBytes));
  }

  private static TaskContents contents(TableShape shape, List<Codes> codes) {
    return new TaskContents(
        shape.features(),
        codes.stream().map(Codes::category).toList(),
        shape.target(),
        shape.classes(),
        shape.time().isPresent());
  }

  private List<BucketWriter.Written> written(
      OpenTable table, int buckets, TableShape shape, BucketWriter work) {
    Dataset<Row> rows = RowLayout.of(table, shape, buckets, partitions == 0 ? buckets : partitions);
    List<BucketWriter.Written> all =
        rows.toJavaRDD().mapPartitions(work).collect().stream()
            .sorted(Comparator.comparingInt(BucketWriter.Written::bucket))
            .toList();
    for (BucketWriter.Written one : all) {
      if (one.fault() != null) {
        throw one.fault();
      }
    }
    return all;
  }

  private static List<PartResult> parts(List<BucketWriter.Written> written) {
    return written.stream().map(BucketWriter.Written::part).toList();
  }

  private static PastImports imported(
      List<BucketWriter.Written> written,
      String path,
      StoreWriter writer,
      Optional<Appending> appending) {
    RowDigest digest =
        written.stream()
            .map(BucketWriter.Written::digest)
            .reduce(RowDigest.none(), RowDigest::plus);
    PastImports before = PastImports.of(writer.parent(), "rows");
    if (appending.filter(how -> how.repeats() == Repeats.REFUSE).isPresent()) {
      before.refuse(digest.toString(), digest.rows(), path, writer.target().uri());
    }
    return before.plus(writer.parent().map(Manifest::version).orElse(0) + 1, digest.toString());
  }

  private static Map<String, String> explained(
      Map<String, String> provenance, List<Codes> codes, PastImports rows) {
    Map<String, String> all = new LinkedHashMap<>(provenance);
    all.put(rows.key(), rows.text());
    codes.forEach(column -> all.put(StoredCodes.key(column.column()), StoredCodes.json(column)));
    return all;
  }
}
