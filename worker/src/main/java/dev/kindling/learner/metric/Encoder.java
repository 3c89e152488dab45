package dev.kindling.learner.metric;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.model.Architecture;
import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.model.Network;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network without a head, and what a learner has beside it, each in a group of its own. */
final class Encoder {
  private final Network network;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private Encoder(Network network) {
    this.network = network;
  }

  static Encoder of(Architecture architecture, TaskShape shape) {
    return new Encoder(architecture.build(shape).network());
  }

  /** This with {@code part} as one more group. */
  Encoder with(String group, Part part) {
    var more = new Encoder(network);
    more.parts.putAll(parts);
    more.parts.put(group, part);
    return more;
  }

  /** How many features an example has. */
  int width() {
    return network.width();
  }

  ParameterLayout layout() {
    var layout = new ParameterLayout.Builder().add(Model.BODY, network.parameters());
    parts.forEach((group, part) -> layout.add(group, part.parameters()));
    return layout.build();
  }

  float[] initialise(Key key) {
    float[] all = network.initialise(key.fold(Model.BODY));
    for (var part : parts.entrySet()) {
      float[] own = part.getValue().initialise(key.fold(part.getKey()));
      int end = all.length;
      all = Arrays.copyOf(all, end + own.length);
      System.arraycopy(own, 0, all, end, own.length);
    }
    return all;
  }

  /** The features {@code [tasks, examples, width]} of the support examples to learn from. */
  Symbol support(Symbols theta, Batch support, Episode episode) {
    return network.features(theta.group(Model.BODY), episode.examples(0, support)).features();
  }

  /** The query examples' features {@code [tasks, examples, width]}. */
  Symbol query(Symbols theta, Inputs query, Batch support) {
    return network.features(theta.group(Model.BODY), query.after(support.inputs())).features();
  }
}
