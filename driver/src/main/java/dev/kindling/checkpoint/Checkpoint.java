package dev.kindling.checkpoint;

import dev.kindling.config.Configuration;
import dev.kindling.model.ParameterLayout;

/** One moment of a training run, written down together with what made it. */
public record Checkpoint(
    TrainingState state,
    ParameterLayout layout,
    Provenance provenance,
    Configuration configuration) {}
