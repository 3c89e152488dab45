/**
 * Writing programs as ordinary Java. In comes Java code over {@link dev.kindling.trace.Symbol}s,
 * each a tensor yet to be computed; out goes the {@link dev.kindling.program.Program} that a {@link
 * dev.kindling.trace.Trace} recorded of it.
 */
package dev.kindling.trace;
