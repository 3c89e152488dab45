package dev.kindling.learner.gradient;

import dev.kindling.model.Inputs;
import dev.kindling.model.Network;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbols;
import java.util.HashMap;
import java.util.Map;

/**
 * A network whose parameters no inner step moves, and are no longer asked for. The features of the
 * same examples are computed once, however many steps look at them.
 */
final class SettledNetwork implements Network {
  private final Network network;
  private final Symbols body;
  private final Map<Inputs, Inputs> known = new HashMap<>();

  SettledNetwork(Network network, Symbols body) {
    this.network = network;
    this.body = body;
  }

  @Override
  public ParameterLayout parameters() {
    return new ParameterLayout.Builder().build();
  }

  @Override
  public float[] initialise(Key key) {
    return new float[0];
  }

  @Override
  public int width() {
    return network.width();
  }

  @Override
  public Inputs features(Symbols none, Inputs inputs) {
    return known.computeIfAbsent(inputs, examples -> network.features(body, examples));
  }
}
