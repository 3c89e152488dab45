package dev.kindling.engine;

/**
 * The memory that programs of one thread take.
 *
 * @param shared in bytes, what a program needs while it runs; the programs have it in turns, so
 *     that the largest need counts
 * @param own in bytes, what programs hold between their runs, each for itself
 */
public record Footprint(long shared, long own) {
  public static final Footprint NONE = new Footprint(0, 0);

  /** That of these programs and others. */
  public Footprint with(Footprint others) {
    return new Footprint(Math.max(shared, others.shared), own + others.own);
  }

  public long bytes() {
    return shared + own;
  }
}
