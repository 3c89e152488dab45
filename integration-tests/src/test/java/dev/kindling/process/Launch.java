package dev.kindling.process;

import dev.kindling.gate.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the launcher is to be started. The environment is the test's own without the variables that
 * steer Kindling or Spark.
 *
 * @param program the launcher, or a link to it
 * @param directory the process's working directory
 * @param environment variables that are set besides
 */
record Launch(Path program, Path directory, Map<String, String> environment) {
  private static final String JAVA_OPTIONS = "KINDLING_JAVA_OPTIONS";
  private static final String HASTY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** A short run ends in half the time when the JVM does not optimise much. */
  static Launch in(Path directory) {
    Path program = Repository.root().resolve("kindling");
    return new Launch(program, directory, Map.of("KINDLING_MEMORY", "1g"))
        .with(JAVA_OPTIONS, HASTY + " -Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1");
  }

  /** With the JVM as users have it. */
  Launch optimising() {
    return with(JAVA_OPTIONS, "");
  }

  /** With one more option of the JVM. */
  Launch adding(String option) {
    return with(JAVA_OPTIONS, environment.get(JAVA_OPTIONS) + " " + option);
  }

  Launch through(Path link) {
    return new Launch(link, directory, environment);
  }

  Launch with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Launch(program, directory, more);
  }

  /** Runs a command to its end. */
  Outcome run(String... arguments) {
    return run(List.of(arguments));
  }

  Outcome run(List<String> arguments) {
    try (Running running = start(arguments)) {
      return running.await();
    }
  }

  Running start(String... arguments) {
    return start(List.of(arguments));
  }

  Running start(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile(directory, "stdout", ".txt");
      Path error = Files.createTempFile(directory, "stderr", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.redirectOutput(out.toFile()).redirectError(error.toFile());
      builder.environment().keySet().removeIf(Launch::steers);
      builder.environment().putAll(environment);
      return new Running(command, builder.start(), out, error);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean steers(String variable) {
    return variable.startsWith("KINDLING_")
        || variable.startsWith("SPARK_")
        || variable.startsWith("HADOOP_")
        || variable.equals("JAVA_TOOL_OPTIONS");
  }
}
