package dev.kindling.cluster;

import dev.kindling.episode.EngineFailure;
import dev.kindling.fault.Causes;
import dev.kindling.fault.Fault;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkException;

/** Says whose trouble it is when Spark fails: the tasks', the machine's, the cluster's, or ours. */
final class ClusterFault {

  private static final Pattern STACK = Pattern.compile("\\s+at |Driver stacktrace:");

  private ClusterFault() {}

  static RuntimeException connecting(String master, Exception e) {
    return Causes.find(e, Fault.class)
        .orElseGet(
            () ->
                Fault.cluster(
                    "no Spark application could be started on %s: %s; check --master and that it is up"
                        .formatted(master, reason(e)),
                    e));
  }

  /**
   * @param stopped whether Spark itself has given up
   */
  static RuntimeException computing(Exception e, boolean stopped) {
    Optional<Fault> fault = Causes.find(e, Fault.class);
    if (fault.isPresent()) {
      return fault.get();
    }
    if (Causes.find(e, OutOfMemoryError.class).isPresent()) {
      return Fault.resources(
          "the driver or an executor ran out of memory: %s; raise KINDLING_MEMORY or spark.executor.memory"
              .formatted(reason(e)),
          e);
    }
    if (stopped || isClusters(e)) {
      return Fault.cluster(
          "Spark gave up: %s; see to the cluster, then go on from the last checkpoint with --resume"
              .formatted(reason(e)),
          e);
    }
    Optional<EngineFailure> broken = Causes.find(e, EngineFailure.class);
    return broken.isPresent()
        ? broken.get().fault()
        : new IllegalStateException("A bug in the work on shards", e);
  }

  /** Whether the same work may well be done when it is tried once more. */
  static boolean mayPass(Exception e) {
    return Causes.find(e, Fault.class).isEmpty()
        && Causes.find(e, OutOfMemoryError.class).isEmpty()
        && isClusters(e);
  }

  /** A task's exception is the cause of Spark's own; a lost executor leaves no cause. */
  private static boolean isClusters(Exception e) {
    Throwable thrown = e.getCause() == null ? e : e.getCause();
    return thrown instanceof SparkException || thrown instanceof IOException;
  }

  /** Spark's messages go on with stack traces, and with what could be configured. */
  static String reason(Throwable e) {
    String message =
        Stream.of(e.getMessage() == null ? "" : e.getMessage())
            .flatMap(String::lines)
            .takeWhile(line -> !line.isBlank() && !STACK.matcher(line).lookingAt())
            .map(String::strip)
            .collect(Collectors.joining(" "));
    return message.isBlank() ? e.getClass().getSimpleName() : message.replaceFirst("[.:\\s]+$", "");
  }

  /** Why an executor went, without the guesses with which Spark goes on. */
  static String firstSentence(String reason) {
    return reason.lines().findFirst().orElse("").replaceFirst("\\.(\\s.*)?$", "");
  }
}
