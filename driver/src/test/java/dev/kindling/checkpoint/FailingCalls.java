package dev.kindling.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts the calls to a bucket, one of which goes wrong. */
public final class FailingCalls implements MemoryBucket.Calls {

  /** What becomes of the failing call and those after it. */
  public enum Loss {
    /** The store refuses once. */
    REFUSED,
    /** The store does what it is asked, and its answer is lost. */
    ANSWER_LOST,
    /** The process is gone: no call is made any more. */
    KILLED
  }

  private final int failing;
  private final Loss loss;
  private final List<String> made = new ArrayList<>();

  /**
   * @param failing the number of the failing call, counted from 1; 0 for none
   */
  public FailingCalls(int failing, Loss loss) {
    this.failing = failing;
    this.loss = loss;
  }

  /** Every call so far. */
  public synchronized List<String> made() {
    return List.copyOf(made);
  }

  @Override
  public synchronized void before(String call, String name) throws IOException {
    made.add(call + " " + name);
    boolean gone = loss == Loss.KILLED && failing > 0 && made.size() >= failing;
    if (gone || (loss == Loss.REFUSED && made.size() == failing)) {
      throw new IOException("injected");
    }
  }

  @Override
  public synchronized void after(String call, String name) throws IOException {
    if (loss == Loss.ANSWER_LOST && made.size() == failing) {
      throw new IOException("injected");
    }
  }
}
