/**
 * How fast this machine adapts tasks. The name of a {@link dev.kindling.benchmark.Workload} comes
 * in; a {@link dev.kindling.benchmark.Measurement} of whole outer steps goes out, made by {@link
 * dev.kindling.benchmark.Benchmark} in this process. How fast a model meets new tasks is for {@link
 * dev.kindling.benchmark.AdaptationBenchmark}.
 */
package dev.kindling.benchmark;
