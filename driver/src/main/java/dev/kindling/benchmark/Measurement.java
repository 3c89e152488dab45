package dev.kindling.benchmark;

/**
 * What was measured.
 *
 * @param millisPerMetaBatch the median over the outer steps measured
 * @param gflops floating-point operations of the plans over that time
 * @param plannedMegabytes the memory of all workers' programs, as planned
 * @param peakMegabytes the most memory that the process held
 * @param recomputedSteps how many inner steps the plan computes twice to save memory
 * @param compileSeconds from the learner to the first worker ready to run
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
