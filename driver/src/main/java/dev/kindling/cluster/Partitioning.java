package dev.kindling.cluster;

import java.util.List;

/** How a list is cut into consecutive parts, one a partition, as evenly as can be. */
record Partitioning(int items, int partitions) {

  <T> List<T> part(List<T> all, int partition) {
    return all.subList(start(partition), start(partition + 1));
  }

  int start(int partition) {
    return (int) ((long) items * partition / partitions);
  }
}
