package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Harms a standalone cluster while a run goes on: executors are killed or stand still for a while,
 * workers leave and others come.
 */
final class Chaos {
  private static final Duration STILL = Duration.ofMillis(800);

  private final StandaloneCluster cluster;
  private final Key key;
  private int acts;
  private int kills;

  Chaos(StandaloneCluster cluster, Key key) {
    this.cluster = cluster;
    this.key = key;
  }

  /** SIGKILL for one of the executors, if there is any. */
  void killAnExecutor() {
    List<ProcessHandle> executors = cluster.executors();
    if (!executors.isEmpty()) {
      executors.get((int) key.below(acts++, executors.size())).destroyForcibly();
      kills++;
    }
  }

  /** One of the executors does nothing for a while and then goes on where it was. */
  void holdUpAnExecutor(Running run) {
    List<ProcessHandle> executors = cluster.executors();
    if (!executors.isEmpty()) {
      ProcessHandle executor = executors.get((int) key.below(acts++, executors.size()));
      signal("STOP", executor);
      run.endsWithin(STILL);
      signal("CONT", executor);
    }
  }

  /** The oldest worker ends, and its executor with it; a new one comes. */
  void exchangeAWorker() {
    cluster.workers().get(0).stop();
    cluster.addWorker(Map.of());
  }

  int kills() {
    return kills;
  }

  static void signal(String signal, ProcessHandle process) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      // A process that ended meanwhile takes no signals.
      assertThat(status == 0 || !process.isAlive()).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
