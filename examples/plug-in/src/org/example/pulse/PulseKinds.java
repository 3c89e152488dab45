package org.example.pulse;

import dev.kindling.meaning.KindProvider;
import java.util.List;

/** The kinds of this plug-in: tasks of kind square-wave and a learner of kind anchored. */
public final class PulseKinds implements KindProvider {

  @Override
  public List<Class<? extends Record>> kinds() {
    return List.of(SquareWaveSettings.class, AnchoredSettings.class);
  }
}
