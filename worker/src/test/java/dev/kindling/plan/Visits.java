package dev.kindling.plan;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often methods were entered and loops went round in the classes of one loader. */
public final class Visits {
  private static final AtomicLongArray COUNTS = new AtomicLongArray(1 << 12);

  private Visits() {}

  /** Called, by one thread, from what {@link CountingLoader} writes into its classes. */
  public static void note(int type) {
    COUNTS.lazySet(type, COUNTS.get(type) + 1);
  }

  static AtomicLongArray counts() {
    return COUNTS;
  }
}
