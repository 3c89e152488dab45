/**
 * Writing programs as ordinary Java. Java code over {@link dev.kindling.trace.Symbol}s comes in,
 * each a tensor yet to be computed. The {@link dev.kindling.program.Program} that a {@link
 * dev.kindling.trace.Trace} recorded of it goes out.
 */
package dev.kindling.trace;
