package dev.kindling.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds, seen from outside after a full collection.
 *
 * @param heapBytes of live objects
 * @param broadcasts that live
 * @param threads of Java, but for pools of Spark whose threads wait for executors that are gone and
 *     end after a minute
 * @param files that the process has open
 */
record JvmView(long heapBytes, long broadcasts, int threads, int files) {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");
  private static final Pattern BROADCASTS =
      Pattern.compile(
          "(?m)^ *\\d+: +(\\d+) +\\d+ +org\\.apache\\.spark\\.broadcast\\.TorrentBroadcast( |$)");
  private static final Pattern THREAD = Pattern.compile("(?m)^\"(?!block-manager-).*tid=");

  static JvmView of(Running process) {
    // After a collection Spark's cleaner lets go of the blocks of what was collected.
    ask(process, "GC.run");
    int threads = (int) THREAD.matcher(ask(process, "Thread.print")).results().count();
    String histogram = ask(process, "GC.class_histogram");
    return new JvmView(
        number(TOTAL.matcher(histogram)),
        number(BROADCASTS.matcher(histogram)),
        threads,
        openFiles(process));
  }

  private static String ask(Running process, String what) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asking =
          new ProcessBuilder(List.of(jcmd, Long.toString(process.pid()), what))
              .redirectErrorStream(true)
              .start();
      return new String(
          asking.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Matcher matcher) {
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** Only Linux says; elsewhere it is none. */
  private static int openFiles(Running process) {
    String[] files = Path.of("/proc", Long.toString(process.pid()), "fd").toFile().list();
    return files == null ? 0 : files.length;
  }
}
