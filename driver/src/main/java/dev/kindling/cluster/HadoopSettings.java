package dev.kindling.cluster;

import dev.kindling.storage.Directory;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings, which say where files lie. */
public final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /**
   * Loads what opens files, in a thread of its own: that takes about as long as the planning of a
   * small program. Whoever ends before it has ended waits for it, since what Hadoop and its log
   * find in a process that shuts down, they print.
   */
  public static CompletableFuture<Void> beginLoading() {
    return CompletableFuture.runAsync(HadoopSettings::load);
  }

  private static void load() {
    try {
      Directory.of("file:///", ofProcess()).exists("");
    } catch (IOException | RuntimeException | LinkageError e) {
      // Whoever opens a file in earnest meets it again, and says so.
    }
  }

  /**
   * Those of this process, with system properties {@code spark.hadoop.*}; as Spark has them where
   * it started the process. Elsewhere nothing of Spark is loaded.
   */
  public static Configuration ofProcess() {
    if (Submission.isSparks()) {
      return SparkSettings.hadoop();
    }
    var settings = new Configuration(FilesOfHadoop.read());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .forEach(name -> settings.set(name.substring(PREFIX.length()), System.getProperty(name)));
    return settings;
  }

  /** What Hadoop's own files say: thousands of lines of XML, which do not change. */
  private static final class FilesOfHadoop {
    private static final Configuration SETTINGS = new Configuration();

    /** Read by the first call, and by one after Hadoop has come to know of more files. */
    static Configuration read() {
      SETTINGS.size();
      return SETTINGS;
    }
  }
}
