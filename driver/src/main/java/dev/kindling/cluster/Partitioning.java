package dev.kindling.cluster;

/** Cuts items into consecutive parts, one for each partition, as evenly as possible. */
record Partitioning(int items, int partitions) {

  /** The first item of a partition, which is the end of the one before it. */
  int start(int partition) {
    return (int) ((long) items * partition / partitions);
  }
}
