package dev.kindling.table;

import dev.kindling.fault.Causes;
import dev.kindling.fault.Fault;
import dev.kindling.storage.FileTrouble;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;

/** Says whose trouble it is when a table cannot be read. */
final class TableFault {

  private static final List<String> FULL = List.of("no space left", "quota");

  /** Words by which Spark SQL's readers complain about a bad file. */
  private static final List<String> UNREADABLE =
      List.of(
          "encountered error while reading file",
          "could not read footer",
          "cannot read footer",
          "could not read",
          "failed_read_file",
          "is not a parquet file",
          "malformed orc",
          "malformed",
          "not a data file",
          "not an avro data file",
          "parquet column cannot be converted",
          "csv header does not conform",
          "unable to infer schema",
          "protobuf",
          "invalid orc",
          "corrupt");

  /** The packages that read files for Spark SQL. */
  private static final List<String> READERS =
      List.of(
          "org.apache.spark.sql.execution.datasources.",
          "org.apache.parquet.",
          "org.apache.orc.",
          "org.apache.avro.",
          "org.apache.hadoop.io.compress.",
          "java.util.zip.",
          "dev.kindling.table.Csv");

  /** The packages that bring it the bytes. */
  private static final List<String> FILE_SYSTEMS =
      List.of(
          "org.apache.hadoop.fs.",
          "org.apache.hadoop.hdfs.",
          "org.apache.hadoop.ipc.",
          "java.net.Inet",
          "java.net.Socket",
          "sun.nio.ch.",
          "sun.nio.fs.");

  /** Whose trouble something is. */
  private enum Origin {
    READER,
    FILE_SYSTEM,
    OTHER
  }

  private TableFault() {}

  static RuntimeException opening(String path, TableFormat format, Exception e) {
    if (e instanceof AnalysisException analysis) {
      String kind = String.valueOf(analysis.getErrorClass());
      if (kind.equals("PATH_NOT_FOUND")) {
        return Fault.usage(
            "a %s table is expected but %s does not exist; correct the path"
                .formatted(format.reader(), path),
            e);
      }
      if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("spark-avro")) {
        return Fault.usage(
            "this Spark cannot read avro; add --packages org.apache.spark:spark-avro_2.12 of its"
                + " version to KINDLING_SUBMIT_OPTIONS, or unset SPARK_HOME",
            e);
      }
      return unreadable(path, format, e);
    }
    return reading(path, format, e, false);
  }

  /**
   * @param stopped whether Spark itself has given up
   */
  static RuntimeException reading(String path, TableFormat format, Exception e, boolean stopped) {
    Optional<Fault> fault = Causes.find(e, Fault.class);
    if (fault.isPresent()) {
      return fault.get();
    }
    if (Causes.find(e, OutOfMemoryError.class).isPresent()) {
      return Fault.resources(
          "memory ran out while importing %s: %s; raise KINDLING_MEMORY or spark.executor.memory"
              .formatted(path, reason(e)),
          e);
    }
    if (says(e, FULL)) {
      return Fault.resources(
          "the disk is full while importing %s: %s; make room where spark.local.dir lies and start"
                  .formatted(path, reason(e))
              + " again",
          e);
    }
    Origin origin = origin(e);
    if (origin == Origin.FILE_SYSTEM) {
      return access(path, e);
    }
    if (says(e, UNREADABLE) || e instanceof AnalysisException || origin == Origin.READER) {
      return unreadable(path, format, e);
    }
    if (stopped || (e instanceof SparkException && e.getCause() == null)) {
      return Fault.cluster(
          "Spark gave up importing %s: %s; see to the cluster and start again"
              .formatted(path, reason(e)),
          e);
    }
    return Causes.find(e, IOException.class).isPresent()
        ? access(path, e)
        : new IllegalStateException("A bug in the import of a table", e);
  }

  /**
   * The innermost call of a reader or a file system decides, since both throw exceptions of any
   * kind: readers at damaged bytes, file systems that get no answer.
   */
  private static Origin origin(Throwable e) {
    Throwable deepest = deepest(e);
    if (deepest instanceof SparkException) {
      return Origin.OTHER;
    }
    List<Origin> calls =
        deepestFirst(e)
            .flatMap(one -> Arrays.stream(one.getStackTrace()))
            .map(call -> origin(call.getClassName()))
            .toList();
    if (isOfBytes(deepest) && calls.contains(Origin.READER)) {
      return Origin.READER;
    }
    return calls.stream().filter(one -> one != Origin.OTHER).findFirst().orElse(Origin.OTHER);
  }

  private static Origin origin(String name) {
    if (FILE_SYSTEMS.stream().anyMatch(name::startsWith)) {
      return Origin.FILE_SYSTEM;
    }
    return READERS.stream().anyMatch(name::startsWith) ? Origin.READER : Origin.OTHER;
  }

  /** Whether file systems throw it at a damaged file, or when a reader seeks to a wrong place. */
  private static boolean isOfBytes(Throwable e) {
    return e instanceof EOFException
        || e instanceof ChecksumException
        || e instanceof IllegalArgumentException
        || e instanceof IndexOutOfBoundsException;
  }

  private static Throwable deepest(Throwable e) {
    return Causes.of(e).reduce(e, (first, second) -> second);
  }

  private static Stream<Throwable> deepestFirst(Throwable e) {
    List<Throwable> all = new ArrayList<>(Causes.of(e).toList());
    Collections.reverse(all);
    return all.stream();
  }

  private static Fault access(String path, Exception e) {
    Optional<IOException> deepest =
        deepestFirst(e)
            .filter(IOException.class::isInstance)
            .map(IOException.class::cast)
            .findFirst();
    String sentence =
        "cannot read %s: %s".formatted(path, reason(deepest.<Throwable>map(io -> io).orElse(e)));
    if (deepest.map(FileTrouble::of).orElse(FileTrouble.OTHER) == FileTrouble.OTHER) {
      return Fault.cluster(sentence + "; check the file system and start again", e);
    }
    return Fault.usage(sentence + "; check the path and its permissions", e);
  }

  private static Fault unreadable(String path, TableFormat format, Exception e) {
    return Fault.data(
        "a %s table is expected but %s cannot be read as one: %s; check the files and --format"
            .formatted(format.reader(), path, reason(deepest(e))),
        e);
  }

  private static boolean says(Throwable e, List<String> texts) {
    return Causes.of(e)
        .map(one -> String.valueOf(one.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(message -> texts.stream().anyMatch(message::contains));
  }

  /** The first line: Spark's messages go on with stack traces. */
  private static String reason(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    return message.isBlank() ? e.getClass().getSimpleName() : message.replaceFirst("[.:\\s]+$", "");
  }
}
