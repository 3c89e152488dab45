package dev.kindling.cluster;

import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings, which say where files lie. */
public final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /**
   * Those of this process, with system properties {@code spark.hadoop.*}; as Spark has them where
   * it started the process. Elsewhere nothing of Spark is loaded.
   */
  public static Configuration ofProcess() {
    if (Submission.isSparks()) {
      return SparkSettings.hadoop();
    }
    var settings = new Configuration();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .forEach(name -> settings.set(name.substring(PREFIX.length()), System.getProperty(name)));
    return settings;
  }
}
