package dev.kindling.gate.planted.engine;

import org.apache.spark.SparkConf;

/** Uses Spark outside the driver. */
public final class SparkUser {
  public SparkConf configuration() {
    return new SparkConf();
  }
}
