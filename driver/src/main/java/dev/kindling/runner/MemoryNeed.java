package dev.kindling.runner;

import dev.kindling.engine.Footprint;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.SumForm;

/**
 * What a command takes, known before anything is started.
 *
 * @param metaParameters how many there are
 * @param shards whose sums are added up: those of an outer step, or of the tasks to judge on
 * @param widest how many shards there are to compute at once at the most, be it to learn from or to
 *     judge on
 * @param programBytes what the programs of a thread take outside the heap
 * @param besideBytes what other models take of the heap meanwhile
 * @param sums in what form those of shards leave an executor
 */
public record MemoryNeed(
    Purpose purpose,
    long metaParameters,
    int shards,
    int widest,
    long programBytes,
    long besideBytes,
    SumForm sums) {

  /** What a JVM needs for itself outside its heap: code, classes, stacks, network buffers. */
  public static final long JVM_BYTES = 256L << 20;

  /** In a heap, besides what grows with theta. */
  private static final long BASE_HEAP = 160L << 20;

  /** How often a checkpoint that was read holds theta: as it is, and as the optimiser knows it. */
  private static final int HELD = 4;

  /** The part of the heap that sums leave to the rest. */
  private static final double REST_OF_HEAP = 7 / 8d;

  /** What tasks are adapted for. */
  public enum Purpose {
    /**
     * The heap holds theta as it is and as it will be, twice as the optimiser knows it and will, as
     * the total and the mean of the gradients, and in a checkpoint that is being written.
     */
    TRAINING(18, "training"),

    /** The heap holds a checkpoint as it was read, theta as it began, and what is sent of both. */
    JUDGING(10, "judging");

    private final int thetas;
    private final String text;

    Purpose(int thetas, String text) {
      this.thetas = thetas;
      this.text = text;
    }

    /** What is done with meta-parameters. */
    public String text() {
      return text;
    }
  }

  /** Of something whose rounds all have as many shards. */
  public MemoryNeed(
      Purpose purpose,
      long metaParameters,
      int shards,
      long programBytes,
      long besideBytes,
      SumForm sums) {
    this(purpose, metaParameters, shards, shards, programBytes, besideBytes, sums);
  }

  /** What a run needs whose programs have these plans. */
  public static MemoryNeed training(EpisodeSettings settings, EpisodePlans plans, int shards) {
    return new MemoryNeed(
        Purpose.TRAINING, size(settings), shards, plans.peakBytes(), 0, settings.sums());
  }

  /**
   * What it takes to judge a model.
   *
   * @param program what its program takes
   */
  public static MemoryNeed judging(EpisodeSettings settings, Footprint program, int shards) {
    return new MemoryNeed(
        Purpose.JUDGING, size(settings), shards, program.bytes(), 0, SumForm.EXACT);
  }

  /** The same while other models are held. */
  public MemoryNeed beside(long bytes) {
    return new MemoryNeed(
        purpose, metaParameters, shards, widest, programBytes, besideBytes + bytes, sums);
  }

  /**
   * The same where so many shards are judged on between steps. A thread that judges may be lent a
   * worker that has learned, and one that has judged may learn, so each counts in full.
   */
  public MemoryNeed judgingToo(int judged) {
    return new MemoryNeed(
        purpose, metaParameters, shards, Math.max(widest, judged), programBytes, besideBytes, sums);
  }

  /** What a model takes of the heap that was read and is judged at another time. */
  public long heldBytes() {
    return HELD * thetaBytes();
  }

  private static long size(EpisodeSettings settings) {
    return settings.buildLearner().layout().size();
  }

  /** The heap of the process that makes the outer updates, or reads the model. */
  public long heap() {
    return (long) ((BASE_HEAP + purpose.thetas * thetaBytes() + besideBytes) / REST_OF_HEAP);
  }

  public long thetaBytes() {
    return metaParameters * Float.BYTES;
  }

  /** What a shard returns that grows with theta. */
  public long returnedBytes() {
    return purpose == Purpose.TRAINING ? sums.bytes(metaParameters) : 0;
  }

  /** What a sum takes before it is in the form in which it is returned, if that is another. */
  public long unroundedBytes() {
    return sums == SumForm.EXACT ? 0 : thetaBytes();
  }

  /** Outside the heap of a process in which so many threads adapt tasks. */
  public long outsideHeap(int threads) {
    return JVM_BYTES + threads * programBytes;
  }
}
