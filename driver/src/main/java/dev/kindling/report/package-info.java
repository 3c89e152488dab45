/**
 * A run as a page that people read. What a run directory holds comes in ({@link
 * dev.kindling.report.RunFiles}, among it the {@link dev.kindling.report.EvaluationFile} that a
 * finished run leaves); out goes one HTML text that needs nothing else ({@link
 * dev.kindling.report.ReportPage}).
 */
package dev.kindling.report;
