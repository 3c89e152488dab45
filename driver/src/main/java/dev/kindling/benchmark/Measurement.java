package dev.kindling.benchmark;

/**
 * What was measured.
 *
 * @param millisPerMetaBatch the median over the outer steps measured
 * @param gflops floating-point operations of the plans over that time
 * @param peakMegabytes the most memory that the process held
 */
public record Measurement(
    String workload,
    String engine,
    int threads,
    double tasksPerSecond,
    double millisPerMetaBatch,
    double gflops,
    long peakMegabytes) {}
