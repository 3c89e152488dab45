package dev.kindling.benchmark;

/**
 * How fast a model meets new tasks.
 *
 * @param threads that solved tasks at once
 * @param medianMillis to adapt to one task and answer about its query examples, on one thread
 * @param lateMillis what 99 of 100 tasks took no longer than
 * @param tasksPerSecond that were solved many at a time, by all threads together
 */
public record Adaptations(
    String workload,
    String engine,
    int threads,
    double medianMillis,
    double lateMillis,
    double tasksPerSecond) {}
