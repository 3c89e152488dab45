package dev.kindling.command;

import dev.kindling.cluster.Cluster;
import dev.kindling.cluster.SparkSettings;
import dev.kindling.cluster.Submission;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.fault.Fault;
import dev.kindling.runner.InProcessRunner;
import dev.kindling.runner.MemoryNeed;
import dev.kindling.runner.ProcessRoom;
import dev.kindling.runner.Runner;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The arguments that say what computes: threads of this process, or Spark where it is asked for.
 */
final class RunnerOptions {
  static final int MOST_THREADS = 1024;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark's master (default: what spark-submit says; without either this process computes,"
              + " and nothing of Spark is started).")
  private String master;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads of this process compute where no master is named (default: the"
              + " processors of this machine).")
  private Integer threads;

  /** Refuses what cannot be, before anything is begun. */
  void require() {
    if (threads != null) {
      requireThreads();
    }
    if (isSpark()) {
      SparkSettings.requireMaster(Optional.ofNullable(master));
    }
  }

  private void requireThreads() {
    if (threads < 1 || threads > MOST_THREADS) {
      throw Fault.usage("--threads must be 1 to %d but is %d".formatted(MOST_THREADS, threads));
    }
    if (isSpark()) {
      throw Fault.usage(
          "--threads is for this process but %s names Spark's master; leave one of them out"
              .formatted(master == null ? "spark-submit" : "--master"));
    }
  }

  private boolean isSpark() {
    return master != null || Submission.isSparks();
  }

  /** Whether Spark gives tasks GPUs. */
  boolean giveGpus() {
    return isSpark() && SparkSettings.giveGpus();
  }

  /** Refuses what memory cannot hold, before anything is started. */
  void requireRoom(MemoryNeed need) {
    ProcessRoom here = ProcessRoom.ofThis();
    if (isSpark()) {
      SparkSettings.requireRoom(Optional.ofNullable(master), need, here);
      return;
    }
    here.requireThreads(need, Math.min(threads(), need.widest()));
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** Where this process computes, begins to compile what it computes with. */
  void beginCompiling(EpisodeSettings settings) {
    if (!isSpark()) {
      EpisodeWorkers.shared().beginCompiling(settings);
    }
  }

  /**
   * Starts what computes.
   *
   * @param name of the application, where there is one
   * @param partitions of one round of shards on Spark; 0 stands for as many as can run at once
   */
  Runner start(String name, int partitions, DamageReport damages) {
    if (isSpark()) {
      return Cluster.connect(name, Optional.ofNullable(master), partitions, damages);
    }
    return InProcessRunner.start(threads(), damages);
  }
}
