package dev.kindling.optimize;

/** How the outer rate changes over a run. */
public sealed interface ScheduleSettings
    permits ConstantSettings, WarmupSettings, CosineSettings, StepSettings {

  /** What the rate is multiplied by at outer step {@code step}, counted from 0. */
  double factor(long step);
}
