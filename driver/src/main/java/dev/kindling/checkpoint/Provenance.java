package dev.kindling.checkpoint;

/**
 * What made a checkpoint.
 *
 * @param instructionSet the vector instructions that the engine's kernels used
 * @param created the time of writing, ISO-8601 in UTC
 */
public record Provenance(
    String kindlingVersion,
    String gitCommit,
    String engine,
    String instructionSet,
    String javaVersion,
    String sparkVersion,
    long seed,
    String created) {}
