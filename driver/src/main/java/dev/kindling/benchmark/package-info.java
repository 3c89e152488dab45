/**
 * How fast this machine adapts tasks. In comes the name of a {@link
 * dev.kindling.benchmark.Workload}; out goes a {@link dev.kindling.benchmark.Measurement} of whole
 * outer steps, made by {@link dev.kindling.benchmark.Benchmark} without Spark.
 */
package dev.kindling.benchmark;
