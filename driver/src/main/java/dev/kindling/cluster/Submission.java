package dev.kindling.cluster;

/** Whether this process was started for a Spark job. Nothing of Spark is loaded to know it. */
public final class Submission {
  private static final String MASTER = "spark.master";

  private Submission() {}

  /** Spark-submit, and Spark's own starters on YARN and Kubernetes, say what the master is. */
  public static boolean isSparks() {
    return System.getProperty(MASTER) != null;
  }
}
