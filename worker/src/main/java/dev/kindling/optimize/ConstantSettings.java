package dev.kindling.optimize;

import dev.kindling.meaning.Meaning;

@Meaning("The same rate throughout.")
public record ConstantSettings() implements ScheduleSettings {

  public static ConstantSettings defaults() {
    return new ConstantSettings();
  }

  @Override
  public double factor(long step) {
    return 1;
  }
}
