package dev.kindling.cluster;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark application that reads tables. Only Spark SQL's own types cross here, so it uses Java
 * serialization, which needs no registration.
 */
public final class TableSession implements AutoCloseable {

  private static final Map<String, String> SQL =
      Map.of(
          "spark.serializer", JavaSerializer.class.getName(),
          "spark.sql.ansi.enabled", "false",
          "spark.sql.caseSensitive", "true",
          "spark.sql.session.timeZone", "UTC",
          // With pruning, Spark does not notice lines with a wrong number of cells.
          "spark.sql.csv.parser.columnPruning.enabled", "false",
          "spark.sql.sources.partitionColumnTypeInference.enabled", "false",
          "spark.sql.ui.retainedExecutions", "1",
          // Wide tables have many columns, which is nothing to warn of.
          "spark.sql.debug.maxToStringFields", "100000",
          // A damaged file may ask for any memory, which must not end the JVM.
          "spark.executor.killOnFatalError.depth", "0");

  private final JavaSparkContext context;
  private final SparkSession session;

  private TableSession(JavaSparkContext context) {
    this.context = context;
    this.session = SparkSession.builder().sparkContext(context.sc()).getOrCreate();
  }

  /**
   * Starts the application.
   *
   * @param master where, or empty for what spark-submit says, or else this machine
   */
  public static TableSession connect(Optional<String> master) {
    SparkConf settings = SparkSettings.of("import table", master);
    SQL.forEach(settings::set);
    try {
      return new TableSession(Cluster.started(settings));
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw ClusterFault.connecting(settings.get("spark.master"), e);
    }
  }

  public SparkSession sql() {
    return session;
  }

  public boolean isStopped() {
    return context.sc().isStopped();
  }

  @Override
  public void close() {
    session.close();
    context.close();
  }
}
