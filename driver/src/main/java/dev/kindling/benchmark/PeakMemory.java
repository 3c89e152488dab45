package dev.kindling.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The most memory that this process has held so far. */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private PeakMemory() {}

  /** As Linux counts it; elsewhere what the heap holds, which leaves native memory out. */
  public static long megabytes() {
    if (!Files.isReadable(STATUS)) {
      return Runtime.getRuntime().totalMemory() >> 20;
    }
    return kilobytes(lines()) >> 10;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(STATUS);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static long kilobytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
