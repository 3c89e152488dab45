package dev.kindling.table;

import dev.kindling.fault.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Files of CSV as rows of text. A large file is read in stretches at once: where one begins, a
 * first pass over its bytes tells, since of a sound file any byte has an odd number of quotes
 * before it if and only if it is in a quoted cell.
 */
final class CsvTable {
  private static final long LEAST_STRETCH = 4L << 20;

  private final SparkSession session;
  private final CsvDialect dialect;
  private final Configuration hadoop;
  private final List<CsvChunk> files;
  private final List<String> folders;
  private final CsvHeader header;

  private CsvTable(
      SparkSession session, CsvDialect dialect, List<CsvChunk> files, List<String> folders)
      throws IOException {
    this.session = session;
    this.dialect = dialect;
    this.hadoop = SparkHadoopUtil.get().newConfiguration(session.sparkContext().conf());
    this.files = files;
    this.folders = folders;
    this.header = header();
  }

  /** Lists the files, as Spark would, and reads the names of columns. */
  static CsvTable open(SparkSession session, String path, CsvDialect dialect) throws IOException {
    Dataset<Row> listed = session.read().format("binaryFile").load(path).drop("modificationTime");
    List<String> folders = Arrays.stream(listed.columns()).skip(3).toList();
    List<CsvChunk> files =
        listed.drop("content").collectAsList().stream()
            .map(CsvTable::file)
            .sorted(Comparator.comparing(CsvChunk::file))
            .toList();
    return new CsvTable(session, dialect, files, folders);
  }

  private static CsvChunk file(Row row) {
    List<String> values = new ArrayList<>();
    for (int i = 2; i < row.size(); i++) {
      values.add(row.isNullAt(i) ? "" : row.get(i).toString());
    }
    return new CsvChunk(row.getString(0), 0, row.getLong(1), false, 1, values);
  }

  private CsvHeader header() throws IOException {
    for (CsvChunk file : files) {
      Optional<CsvHeader> found = header(file, dialect, hadoop);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw Fault.data("a line of names is expected first in the files but all are empty");
  }

  /** The names that a file begins with; nothing if it has no line. */
  static Optional<CsvHeader> header(CsvChunk file, CsvDialect dialect, Configuration hadoop)
      throws IOException {
    try (CsvRecords records = file.open(dialect, hadoop)) {
      return CsvHeader.read(records, new CsvFault(file.file(), dialect.encoding()));
    }
  }

  /** Of all columns, those that folders name last. */
  List<String> names() {
    return Stream.concat(header.names().stream(), folders.stream()).toList();
  }

  long bytes() {
    return files.stream().mapToLong(CsvChunk::end).sum();
  }

  /** The wanted columns, and last what is wrong with a row. */
  Dataset<Row> rows(List<String> wanted) {
    var schema = new StructType();
    for (String name : wanted) {
      schema = schema.add(name, DataTypes.StringType);
    }
    int[] numbers = wanted.stream().mapToInt(names()::indexOf).toArray();
    JavaRDD<Row> rows = chunks().mapPartitions(new CsvRows(dialect, header, numbers));
    return session.createDataFrame(rows, schema.add(OpenTable.DAMAGED_LINE, DataTypes.StringType));
  }

  private JavaRDD<CsvChunk> chunks() {
    var context = new JavaSparkContext(session.sparkContext());
    long most = session.sessionState().conf().filesMaxPartitionBytes();
    int cores = context.defaultParallelism();
    long stretch = Math.min(most, Math.max(LEAST_STRETCH, bytes() / cores));
    var codecs = new CompressionCodecFactory(hadoop);
    List<CsvChunk> chunks =
        files.stream().flatMap(file -> divided(file, stretch, dialect, codecs)).toList();
    long slices = Math.max(cores, bytes() / stretch + 1);
    if (chunks.size() > files.size()) {
      chunks = placed(chunks, marks(context, chunks, slices));
    }
    return context.parallelize(chunks, (int) Math.max(1, Math.min(chunks.size(), slices)));
  }

  /** A file in stretches, of which it is not known yet where they begin. */
  static Stream<CsvChunk> divided(
      CsvChunk file, long stretch, CsvDialect dialect, CompressionCodecFactory codecs) {
    if (!dialect.isUtf8() || codecs.getCodec(new Path(file.file())) != null) {
      return Stream.of(new CsvChunk(file.file(), 0, Long.MAX_VALUE, false, 1, file.folders()));
    }
    return Stream.iterate(0L, start -> start < file.end(), start -> start + stretch)
        .map(
            start ->
                new CsvChunk(
                    file.file(),
                    start,
                    Math.min(file.end(), start + stretch),
                    false,
                    1,
                    file.folders()));
  }

  private static List<CsvChunk.Marks> marks(
      JavaSparkContext context, List<CsvChunk> chunks, long slices) {
    return context
        .parallelize(chunks, (int) Math.min(chunks.size(), slices))
        .map(chunk -> chunk.marks(SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf())))
        .collect();
  }

  /** Each stretch, told what those before it in its file come to. */
  static List<CsvChunk> placed(List<CsvChunk> chunks, List<CsvChunk.Marks> marks) {
    List<CsvChunk> placed = new ArrayList<>();
    long quotes = 0;
    long line = 1;
    for (int i = 0; i < chunks.size(); i++) {
      CsvChunk chunk = chunks.get(i);
      if (chunk.isFirst()) {
        quotes = 0;
        line = 1;
      }
      placed.add(chunk.from(quotes % 2 == 1, line));
      quotes += marks.get(i).quotes();
      line += marks.get(i).lines();
    }
    return placed;
  }
}
