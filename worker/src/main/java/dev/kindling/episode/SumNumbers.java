package dev.kindling.episode;

import java.io.Serializable;

/** The numbers of a shard's sum, in the form in which they go to whoever adds up the shards. */
public interface SumNumbers extends Serializable {

  int size();

  /** Adds each to the number at its place. */
  void addTo(double[] total);

  /** Those from one place on and before another. */
  SumNumbers range(int from, int to);
}
