package dev.kindling.benchmark;

/**
 * What was measured.
 *
 * @param millisPerMetaBatch the median over the outer steps measured
 * @param gflops billions of floating-point operations a second, as the plans count them
 * @param plannedMegabytes the memory of all workers' programs, as planned
 * @param peakMegabytes the most memory that the process held
 * @param recomputedSteps how many inner steps the plan computes twice to save memory
 * @param compileSeconds what planning took, once, and then each thread to make its programs
 */
public record Measurement(
    String workload,
    String engine,
    int threads,
    double tasksPerSecond,
    double millisPerMetaBatch,
    double gflops,
    long plannedMegabytes,
    long peakMegabytes,
    int recomputedSteps,
    double compileSeconds) {}
