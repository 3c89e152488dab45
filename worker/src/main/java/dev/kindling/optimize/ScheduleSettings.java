package dev.kindling.optimize;

import dev.kindling.meaning.Family;

/** How the outer rate changes over a run. */
@Family
public interface ScheduleSettings {

  /** What the rate is multiplied by at outer step {@code step}, counted from 0. */
  double factor(long step);
}
