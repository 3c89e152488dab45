package dev.kindling.command;

import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Fault;

/** An engine that the command line names, and not a configuration. */
final class EngineChoice {
  private static final String MEMORY = "memory ";

  private EngineChoice() {}

  static EngineSettings named(String name, String memory) {
    try {
      return new EngineSettings(name, EngineSettings.defaults().instructionSet(), memory);
    } catch (IllegalArgumentException refused) {
      // The sentence begins with the key that it is about.
      String sentence = refused.getMessage();
      throw Fault.usage(
          sentence.startsWith(MEMORY)
              ? "--" + sentence
              : "--engine must be one of %s but is %s"
                  .formatted(String.join(", ", EngineSettings.names()), name),
          refused);
    }
  }
}
