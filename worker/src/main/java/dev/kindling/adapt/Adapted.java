package dev.kindling.adapt;

import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;

/** A model that was adapted to one task. It does not change, and any thread may use it. */
public final class Adapted {
  private final Adapter adapter;
  private final Kept kept;

  Adapted(Adapter adapter, Kept kept) {
    this.adapter = adapter;
    this.kept = kept;
  }

  /**
   * What it says of examples.
   *
   * @param questions their features, the examples along the first axis. A model that takes
   *     statistics of the examples that it is asked about takes them of these, in groups of as many
   *     as it was judged on
   * @throws dev.kindling.fault.Fault if the answers are not finite
   */
  public Answered predict(HostTensor questions) {
    return adapter.ask(kept, questions);
  }

  /** The model adapted to these examples after those that it knows, from the start. */
  public Adapted with(Examples more) {
    return adapter.adapt(Joined.of(kept.support(), more), kept.form().steps());
  }

  /** What it was adapted to. */
  public Examples support() {
    return kept.support();
  }

  /** It as bytes, from which {@link Adapter#restore} of the same model makes it again. */
  public byte[] toBytes() {
    return AdaptedBytes.write(adapter.fingerprint(), kept);
  }

  Kept kept() {
    return kept;
  }
}
