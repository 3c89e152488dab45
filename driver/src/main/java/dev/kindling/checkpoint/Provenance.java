package dev.kindling.checkpoint;

import dev.kindling.engine.Kernels;
import dev.kindling.fault.Require;

/**
 * What made a checkpoint, besides the configuration.
 *
 * @param kernels what the engine computed with
 * @param created the time of writing, ISO-8601 in UTC
 */
public record Provenance(
    String kindlingVersion,
    String gitCommit,
    String engine,
    Kernels kernels,
    String javaVersion,
    String sparkVersion,
    long seed,
    String created) {

  public Provenance {
    Require.present("kindlingVersion", kindlingVersion);
    Require.present("gitCommit", gitCommit);
    Require.present("engine", engine);
    Require.present("kernels", kernels);
    Require.present("javaVersion", javaVersion);
    Require.present("sparkVersion", sparkVersion);
    Require.present("created", created);
  }
}
