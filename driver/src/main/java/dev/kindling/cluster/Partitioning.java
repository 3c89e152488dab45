package dev.kindling.cluster;

import java.util.List;

/** Cuts a list into consecutive parts, one for each partition, as evenly as possible. */
record Partitioning(int items, int partitions) {

  <T> List<T> part(List<T> all, int partition) {
    return all.subList(start(partition), start(partition + 1));
  }

  int start(int partition) {
    return (int) ((long) items * partition / partitions);
  }
}
