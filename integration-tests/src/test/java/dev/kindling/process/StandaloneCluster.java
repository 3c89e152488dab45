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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Spark's own cluster: a master and workers, each a process with a small heap on a free port. They
 * end with this object, and their executors with them.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final String REGISTERED = "Successfully registered with master";

  private final Path directory;
  private final String url;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * A master or a worker.
   *
   * @param log what it said so far
   * @param local where its executors keep what they need for a while
   */
  record Node(Running process, Path log, Path local) {

    /** Its executors, the oldest one first; those of the master are none. */
    List<ProcessHandle> executors() {
      return process.children().stream().filter(StandaloneCluster::isJava).toList();
    }

    /** Ends it, and so its executors. */
    void stop() {
      process.terminate();
    }

    private String said() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private StandaloneCluster(Path directory) {
    this.directory = directory;
    Node master = start("master.Master", Map.of());
    master.process().until("a master is up", () -> URL.matcher(master.said()).find());
    Matcher matcher = URL.matcher(master.said());
    this.url = matcher.find() ? matcher.group(1) : "";
  }

  /** A cluster of so many workers, of one core each, whose files go below {@code directory}. */
  static StandaloneCluster start(Path directory, int workers) {
    var cluster = new StandaloneCluster(directory);
    for (int i = 0; i < workers; i++) {
      cluster.addWorker(Map.of());
    }
    return cluster;
  }

  /**
   * Starts one more worker.
   *
   * @param environment variables of the worker and its executors
   */
  Node addWorker(Map<String, String> environment) {
    Node worker = start("worker.Worker", environment, "-c", "1", "-m", "1g", url);
    worker.process().until("a worker is registered", () -> worker.said().contains(REGISTERED));
    return worker;
  }

  private Node start(String kind, Map<String, String> environment, String... arguments) {
    Path spark = Repository.root().resolve("deploy/target/spark");
    Path own = directory.resolve("node" + nodes.size());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Repository.root().resolve("deploy/conf/java-options"));
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", spark.resolve("jars") + "/*"));
    command.add("org.apache.spark.deploy." + kind);
    command.addAll(List.of("--host", host(nodes.size()), "--port", "0", "--webui-port", "0"));
    command.addAll(List.of(arguments));
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("SPARK_HOME", spark.toString());
    variables.put("SPARK_SCALA_VERSION", "2.12");
    variables.put("SPARK_LOCAL_IP", host(nodes.size()));
    variables.put("SPARK_WORKER_DIR", own.resolve("work").toString());
    variables.put("SPARK_LOCAL_DIRS", own.resolve("local").toString());
    Node node = start(command, variables, own);
    nodes.add(node);
    return node;
  }

  /** Spark computes nothing a second time on one host, so that each node has its own. */
  private static String host(int node) {
    return "127.0.0." + (1 + node);
  }

  private static Node start(List<String> command, Map<String, String> variables, Path own) {
    try {
      Files.createDirectories(own.resolve("local"));
      Path log = own.resolve("log.txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(own.toFile());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(variables);
      return new Node(new Running(command, builder.start(), log, log), log, own.resolve("local"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code --master} takes. */
  String url() {
    return url;
  }

  /** The workers that were not stopped, in the order of their starts. */
  List<Node> workers() {
    return nodes.stream().skip(1).filter(node -> node.process().isAlive()).toList();
  }

  /** All executors there are now. */
  List<ProcessHandle> executors() {
    return workers().stream().flatMap(worker -> worker.executors().stream()).toList();
  }

  /** What executors that are gone have left where they keep what they need for a while. */
  List<Path> leftBehind() {
    return workers().stream().flatMap(worker -> entries(worker.local())).toList();
  }

  /** A worker has a directory of its own there, in which its executors have theirs. */
  private static Stream<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.walk(directory, 2)) {
      return entries
          .filter(path -> path.getParent().getParent().equals(directory))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }

  @Override
  public void close() {
    // The master last: workers that lose it would look for it.
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).process().close();
    }
  }
}
