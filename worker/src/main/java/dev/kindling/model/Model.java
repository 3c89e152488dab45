package dev.kindling.model;

import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.List;

/**
 * A function of parameters and features, for a block of tasks at once: a network and a head, whose
 * parameters are two groups.
 */
public record Model(Network network, Head head) {
  /** The group of the network's parameters. */
  public static final String BODY = "body";

  /** The group of the head's parameters. */
  public static final String HEAD = "head";

  public ParameterLayout parameters() {
    return new ParameterLayout.Builder()
        .add(BODY, network.parameters())
        .add(HEAD, head.parameters())
        .build();
  }

  /** The network's scales and shifts among the parameters, as {@link Network#normalisation}. */
  public List<String> normalisation() {
    return network.normalisation().stream().map(name -> BODY + "." + name).toList();
  }

  /** Fresh parameters, a function of the key alone. */
  public float[] initialise(Key key) {
    float[] body = network.initialise(key.fold(BODY));
    float[] last = head.initialise(key.fold(HEAD));
    float[] all = new float[body.length + last.length];
    System.arraycopy(body, 0, all, 0, body.length);
    System.arraycopy(last, 0, all, body.length, last.length);
    return all;
  }

  /**
   * The predictions {@code [tasks, examples, outputs]}, where each parameter has the tasks as its
   * first axis. An example of weight 0 changes no other example's prediction.
   */
  public Symbol apply(Symbols theta, Inputs inputs) {
    return head.apply(theta.group(HEAD), network.features(theta.group(BODY), inputs).features());
  }
}
