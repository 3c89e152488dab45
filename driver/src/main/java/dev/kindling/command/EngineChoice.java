package dev.kindling.command;

import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Fault;

/** An engine that the command line names, and not a configuration. */
final class EngineChoice {
  private EngineChoice() {}

  static EngineSettings named(String name, String memory) {
    try {
      return new EngineSettings(name, EngineSettings.defaults().instructionSet(), memory);
    } catch (IllegalArgumentException refused) {
      boolean ofMemory = refused.getMessage().startsWith("memory");
      String option = ofMemory ? "--memory: " : "--engine: ";
      throw Fault.usage(option + refused.getMessage(), refused);
    }
  }
}
