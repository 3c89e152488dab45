package dev.kindling.checkpoint;

import dev.kindling.fault.Require;

/**
 * What made a checkpoint, besides the configuration.
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
    String created) {

  public Provenance {
    Require.present("kindlingVersion", kindlingVersion);
    Require.present("gitCommit", gitCommit);
    Require.present("engine", engine);
    Require.present("instructionSet", instructionSet);
    Require.present("javaVersion", javaVersion);
    Require.present("sparkVersion", sparkVersion);
    Require.present("created", created);
  }
}
