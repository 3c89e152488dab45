package dev.kindling.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.storage.Directory;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * The files of a journal: {@code metrics.jsonl}, which is written anew as a whole so that it never
 * ends in half a line, and files of events. What cannot be written is said once, and training goes
 * on. Files are written by a thread of their own.
 */
public final class JournalFiles {
  public static final String METRICS = "metrics.jsonl";

  private static final int MOST_BYTES = 1 << 28;

  private final String output;
  private final Configuration hadoop;
  private final Consumer<String> trouble;
  private final Clock clock;
  private final String writer = UUID.randomUUID().toString().substring(0, 8);
  private final ExecutorService thread = Executors.newSingleThreadExecutor(JournalFiles::daemon);

  // Of the thread that trains.
  private final List<String> newLines = new ArrayList<>();
  private final List<byte[]> newEvents = new ArrayList<>();

  // Of the thread that writes.
  private final List<String> lines = new ArrayList<>();
  private final List<byte[]> unwritten = new ArrayList<>();
  private Directory directory;
  private EventFiles events;
  private long step;
  private long rollbacks;
  private boolean told;

  /**
   * Files in a run's directory; those that are there go on.
   *
   * @param step after which the run goes on: what was written of later ones is made again
   * @param rollbacks how often the run went back so far: later ones are made again too
   * @param trouble is told, once, of what cannot be written
   */
  public JournalFiles(
      String output,
      Configuration hadoop,
      long step,
      long rollbacks,
      Clock clock,
      Consumer<String> trouble) {
    this.output = output;
    this.hadoop = hadoop;
    this.step = step;
    this.rollbacks = rollbacks;
    this.clock = clock;
    this.trouble = trouble;
    thread.execute(() -> attempt(this::open));
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "kindling-journal");
    thread.setDaemon(true);
    return thread;
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      if (!told) {
        told = true;
        trouble.accept(
            "%s cannot be written: %s; training goes on, and what is missing there is in no checkpoint"
                .formatted(METRICS, e.getMessage()));
      }
    }
  }

  private void open() throws IOException {
    var there = Directory.of(output, hadoop);
    List<String> past = there.exists(METRICS) ? past(there.read(METRICS, MOST_BYTES)) : List.of();
    events = new EventFiles(there, clock, step, writer);
    lines.addAll(0, past);
    directory = there;
  }

  private List<String> past(byte[] text) {
    return new String(text, UTF_8).lines().filter(this::isOfThePast).toList();
  }

  private boolean isOfThePast(String line) {
    OptionalLong rollback = Line.rollback(line);
    if (rollback.isPresent()) {
      return rollback.getAsLong() <= rollbacks;
    }
    OptionalLong made = Line.step(line);
    return made.isPresent() && made.getAsLong() <= step;
  }

  /** Keeps a line and an event until they are written. */
  void add(String line, byte[] event) {
    newLines.add(line);
    newEvents.add(event);
  }

  /** Begins to write what was added, if anything was. */
  void flush() {
    if (!newLines.isEmpty()) {
      beginWriting();
    }
  }

  private void beginWriting() {
    List<String> added = List.copyOf(newLines);
    List<byte[]> happened = List.copyOf(newEvents);
    newLines.clear();
    newEvents.clear();
    thread.execute(() -> attempt(() -> write(added, happened)));
  }

  private void write(List<String> added, List<byte[]> happened) throws IOException {
    lines.addAll(added);
    unwritten.addAll(happened);
    if (directory == null) {
      open();
    }
    String text = String.join("\n", lines) + "\n";
    directory.replace(METRICS, writer, text.getBytes(UTF_8));
    List<byte[]> all = List.copyOf(unwritten);
    unwritten.clear();
    events.write(all, lastStep());
  }

  private long lastStep() {
    return lines.isEmpty() ? step : Line.step(lines.get(lines.size() - 1)).orElse(step);
  }

  /**
   * Takes away what was added of later steps, and begins another file of events.
   *
   * @param number how often the run went back so far, of which this is one time
   */
  void goBack(long toStep, long number) {
    beginWriting();
    thread.execute(
        () -> {
          step = toStep;
          rollbacks = number;
          lines.removeIf(line -> !isOfThePast(line));
          unwritten.clear();
          if (events != null) {
            events.goBack(toStep);
          }
        });
  }

  private void closeEvents() throws IOException {
    if (events != null) {
      events.close();
    }
  }

  /** Writes what was added, and returns when it is written. */
  void close() {
    beginWriting();
    thread.execute(() -> attempt(this::closeEvents));
    thread.shutdown();
    try {
      thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
