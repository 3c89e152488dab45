/**
 * How fast this machine adapts tasks. The name of a {@link dev.kindling.benchmark.Workload} comes
 * in; a {@link dev.kindling.benchmark.Measurement} of whole outer steps goes out, made by {@link
 * dev.kindling.benchmark.Benchmark} in this process.
 */
package dev.kindling.benchmark;
