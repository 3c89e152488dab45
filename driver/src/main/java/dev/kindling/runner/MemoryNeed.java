package dev.kindling.runner;

import dev.kindling.episode.EpisodePlans;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.SumForm;

/**
 * What training takes, known before anything is started.
 *
 * @param metaParameters how many there are
 * @param shards of an outer step
 * @param programBytes what the programs of a thread take outside the heap, with what the kernels'
 *     library needs besides
 * @param sums in what form those of shards leave an executor
 */
public record MemoryNeed(long metaParameters, int shards, long programBytes, SumForm sums) {

  /** What a JVM needs for itself outside its heap: code, classes, stacks, network buffers. */
  public static final long JVM_BYTES = 256L << 20;

  /** In a heap, besides what grows with theta. */
  private static final long BASE_HEAP = 160L << 20;

  /**
   * How often the heap of who trains holds theta: as it is and as it will be, twice as the
   * optimiser knows it and will, as the total and the mean of the gradients, and in a checkpoint
   * that is being written.
   */
  private static final int THETAS = 18;

  /** The part of the heap that sums leave to the rest. */
  private static final double REST_OF_HEAP = 7 / 8d;

  /** The library's own share, a tenth of the arena at most. */
  private static final double WITH_LIBRARY = 1.1;

  /** What a run needs whose programs have these plans. */
  public static MemoryNeed of(EpisodeSettings settings, EpisodePlans plans, int shards) {
    long programs = (long) (plans.peakBytes() * WITH_LIBRARY);
    long metaParameters = settings.buildLearner().layout().size();
    return new MemoryNeed(metaParameters, shards, programs, settings.sums());
  }

  /** The heap of the process that makes the outer updates. */
  public long updatingHeap() {
    return (long) ((BASE_HEAP + THETAS * thetaBytes()) / REST_OF_HEAP);
  }

  public long thetaBytes() {
    return metaParameters * Float.BYTES;
  }

  /** What the sum of a shard takes on its way. */
  public long sumBytes() {
    return sums.bytes(metaParameters);
  }

  /** What it takes before it is on its way, if that is another form. */
  public long unroundedBytes() {
    return sums == SumForm.EXACT ? 0 : thetaBytes();
  }

  /** Outside the heap of a process in which so many threads adapt tasks. */
  public long outsideHeap(int threads) {
    return JVM_BYTES + threads * programBytes;
  }
}
