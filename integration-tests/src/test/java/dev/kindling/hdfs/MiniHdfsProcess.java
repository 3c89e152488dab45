package dev.kindling.hdfs;

import dev.kindling.gate.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code MiniHdfs}: daemons of HDFS in a process and with a class path of their own.
 */
public final class MiniHdfsProcess implements AutoCloseable {

  private static final long LIMIT_SECONDS = 240;

  private final Process process;
  private final Path ready;
  private final Path log;

  private MiniHdfsProcess(Process process, Path ready, Path log) {
    this.process = process;
    this.ready = ready;
    this.log = log;
  }

  public static MiniHdfsProcess start(Path directory, int dataNodes) throws IOException {
    Path module = Repository.root().resolve("integration-tests");
    Path ready = directory.resolve("ready");
    Path log = directory.resolve("hdfs.log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            module.resolve("target/minicluster") + "/*",
            module.resolve("src/test/minicluster/MiniHdfs.java").toString(),
            directory.resolve("data").toString(),
            Integer.toString(dataNodes),
            ready.toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new MiniHdfsProcess(builder.start(), ready, log);
  }

  /** Waits until it is up and returns its URI. */
  public String uri() {
    await("be ready", () -> Files.exists(ready));
    return read(ready);
  }

  /** Kills a data node and returns when it is gone. */
  public void kill(int dataNode) throws IOException {
    order(Integer.toString(dataNode));
  }

  /** Has the program do one of the things that it knows, and returns when it is done. */
  public void order(String line) throws IOException {
    long before = done(line);
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    await("do " + line, () -> done(line) > before);
  }

  private long done(String line) {
    return read(log).lines().filter(("did " + line)::equals).count();
  }

  private interface Condition {
    boolean holds();
  }

  private void await(String what, Condition condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    try {
      while (!condition.holds()) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          throw new AssertionError("HDFS did not " + what + ":\n" + read(log));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
