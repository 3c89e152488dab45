package dev.kindling.task;

import dev.kindling.meaning.KindProvider;
import java.util.List;

/** The kinds of tasks. */
public final class TaskKinds implements KindProvider {

  @Override
  public List<Class<? extends Record>> kinds() {
    return List.of(
        SinusoidSettings.class,
        LinesSettings.class,
        GaussianProcessSettings.class,
        GlyphsSettings.class,
        UsersSettings.class,
        EpisodesSettings.class,
        StoredSettings.class,
        MixtureSettings.class);
  }
}
