package dev.kindling.evaluation;

/**
 * A report, and what it took: two evaluations of one model agree in the former alone.
 *
 * @param millisPerTask on one core, warming up included: to adapt to a task, answer its queries
 *     after each inner step and judge the answers; reading tasks and making programs aside
 */
public record TimedReport(EvaluationReport report, double millisPerTask) {}
