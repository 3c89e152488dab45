package dev.kindling.model;

import dev.kindling.task.Key;
import dev.kindling.trace.Symbols;
import java.util.List;

/** The body of a model: what it makes of examples before a {@link Head} answers. */
public interface Network {
  ParameterLayout parameters();

  /** Fresh parameters, a function of the key alone. */
  float[] initialise(Key key);

  /** The names of the scales and shifts by which it ends its normalisations, channel by channel. */
  default List<String> normalisation() {
    return List.of();
  }

  /** How many features it gives an example. */
  int width();

  /**
   * The features {@code [tasks, examples, width]} of {@code inputs}, and of their support examples
   * where it has looked at these. Each parameter has the tasks as its first axis. An example of
   * weight 0 changes no other's.
   */
  Inputs features(Symbols body, Inputs inputs);
}
