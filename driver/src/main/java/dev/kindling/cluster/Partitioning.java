package dev.kindling.cluster;

import java.io.Serializable;

/** Cuts items into consecutive parts, one for each partition, as evenly as possible. */
record Partitioning(int items, int partitions) implements Serializable {
  private static final long serialVersionUID = 1;

  /** The first item of a partition, which is the end of the one before it. */
  int start(int partition) {
    return (int) ((long) items * partition / partitions);
  }
}
