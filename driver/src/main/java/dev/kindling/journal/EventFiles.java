package dev.kindling.journal;

import dev.kindling.storage.Directory;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of TensorBoard's events, one after the other: a run that goes back begins another, and so
 * does one whose file takes no more. Each says from which step on it tells, so that TensorBoard
 * forgets what earlier ones tell of these. One thread at a time may use it.
 */
final class EventFiles {
  private final Directory directory;
  private final Clock clock;
  private final String writer;
  private final List<byte[]> unwritten = new ArrayList<>();
  private EventFile file;
  private long step;
  private int begun;

  /**
   * @param step after which the first file tells of
   * @param writer what tells them from those of other runs
   */
  EventFiles(Directory directory, Clock clock, long step, String writer) throws IOException {
    this.directory = directory;
    this.clock = clock;
    this.writer = writer;
    this.step = step;
    begin();
  }

  private void begin() throws IOException {
    String name = begun == 0 ? writer : writer + "-" + begun;
    file = EventFile.begin(directory, clock.millis() / 1e3, step, name);
    begun++;
  }

  /**
   * Writes events, and those before that could not be written.
   *
   * @param last of the steps that they tell of
   */
  void write(List<byte[]> events, long last) throws IOException {
    unwritten.addAll(events);
    if (file == null) {
      begin();
    }
    try {
      for (byte[] event : unwritten) {
        file.add(event);
      }
      if (!file.isGrowing()) {
        unwritten.clear();
      }
      file.flush();
    } catch (IOException e) {
      leaveBroken();
      throw e;
    }
    unwritten.clear();
    step = last;
  }

  /**
   * A stream that failed once, as one to HDFS, fails for ever; a file that is put whole does not.
   */
  private void leaveBroken() {
    if (file.isGrowing()) {
      leave();
    }
  }

  private void leave() {
    try {
      close();
    } catch (IOException e) {
      // What was flushed stays, and nothing else was promised.
    }
    file = null;
  }

  /** What follows tells of the steps after {@code toStep}. */
  void goBack(long toStep) {
    unwritten.clear();
    step = toStep;
    leave();
  }

  void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
