package dev.kindling.task;

import java.io.Serializable;
import java.util.List;

/** Which tasks to learn from. Settings travel to executors, which open their own source. */
public sealed interface TaskSettings extends Serializable
    permits SinusoidSettings,
        LinesSettings,
        GaussianProcessSettings,
        GlyphsSettings,
        UsersSettings,
        EpisodesSettings,
        StoredSettings,
        MixtureSettings {

  TaskSource open(Split split);

  /** The parts of a mixture; empty for other kinds. */
  default List<MixturePart> parts() {
    return List.of();
  }
}
