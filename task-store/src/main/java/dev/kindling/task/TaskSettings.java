package dev.kindling.task;

import java.io.Serializable;

/** Which tasks to learn from. Settings travel to executors, which open their own source. */
public sealed interface TaskSettings extends Serializable
    permits SinusoidSettings,
        LinesSettings,
        GaussianProcessSettings,
        GlyphsSettings,
        UsersSettings,
        EpisodesSettings,
        StoredSettings {

  TaskSource open(Split split);
}
