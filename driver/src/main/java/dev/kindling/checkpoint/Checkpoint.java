package dev.kindling.checkpoint;

import dev.kindling.config.Configuration;
import dev.kindling.fault.Require;
import dev.kindling.model.ParameterLayout;

/**
 * One moment of a training run, with what made it.
 *
 * @param layout the names and shapes of the parts of {@code state.metaParameters()}
 */
public record Checkpoint(
    TrainingState state,
    ParameterLayout layout,
    Provenance provenance,
    Configuration configuration) {

  public Checkpoint {
    Require.present("state", state);
    Require.present("layout", layout);
    Require.present("provenance", provenance);
    Require.present("configuration", configuration);
    if (state.metaParameters().length != layout.size()) {
      throw new IllegalArgumentException(
          "the layout has %d parameters but the state has %d"
              .formatted(layout.size(), state.metaParameters().length));
    }
  }
}
