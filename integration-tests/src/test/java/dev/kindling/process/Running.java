package dev.kindling.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process under way. It does not outlive this object, nor do its children. */
final class Running implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(5);

  private final List<String> command;
  private final Process process;
  private final Path out;
  private final Path error;
  private Duration limit = LIMIT;
  private final long started = System.nanoTime();

  Running(List<String> command, Process process, Path out, Path error) {
    this.command = command;
    this.process = process;
    this.out = out;
    this.error = error;
  }

  /** Lets it take longer, from its start on, than other processes may. */
  Running allowing(Duration longer) {
    limit = longer;
    return this;
  }

  /** Waits for the end, however it comes. */
  Outcome await() {
    return await(left());
  }

  private Outcome await(Duration time) {
    if (!endsWithin(time)) {
      throw new AssertionError("still running after another " + time + ": " + outcome(-1));
    }
    return outcome(process.exitValue());
  }

  private Duration left() {
    return limit.minusNanos(System.nanoTime() - started);
  }

  /** Waits until a condition holds, which must be before the process ends. */
  void until(String what, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (endsWithin(POLL)) {
        throw new AssertionError("ended before " + what + ": " + await());
      }
      if (left().isNegative()) {
        throw new AssertionError("not within " + limit + " " + what + ": " + outcome(-1));
      }
    }
  }

  /** How many lines on standard error so far hold this. */
  long said(String part) {
    try {
      return Files.readString(error).lines().filter(line -> line.contains(part)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL after a while, unless the process ends before. */
  Outcome killAfter(Duration delay) {
    if (!endsWithin(delay)) {
      process.destroyForcibly();
    }
    return await(LIMIT);
  }

  /** SIGTERM, whose effect may take as long as other processes may take as a whole. */
  Outcome terminate() {
    process.destroy();
    return await(LIMIT);
  }

  /** What it said of errors so far. */
  String errors() {
    return outcome(-1).error();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** It, and all that it started. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Waits no longer than this for the end. */
  boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Outcome outcome(int status) {
    try {
      return new Outcome(command, status, Files.readString(out), Files.readString(error));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }
}
