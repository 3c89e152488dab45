package dev.kindling.task;

import dev.kindling.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The damaged records that were passed over, each once, however often and wherever it was met. More
 * records of a store than are allowed are a fault, so this never holds many more than that.
 */
public final class PassedOver {

  private final Map<String, Set<String>> byStore = new HashMap<>();
  private final List<DamagedRecord> records = new ArrayList<>();

  /** Whether the record is new here. */
  public boolean add(DamagedRecord damaged) {
    Set<String> known = byStore.computeIfAbsent(damaged.store(), store -> new HashSet<>());
    if (!known.add(damaged.record())) {
      return false;
    }
    if (known.size() > damaged.allowed()) {
      throw Fault.data(
          "at most %d damaged records are allowed but %s, met by task %s, is number %d: %s; import"
                  .formatted(
                      damaged.allowed(),
                      damaged.record(),
                      damaged.task(),
                      known.size(),
                      damaged.problem())
              + " again or raise damaged-records of these tasks");
    }
    records.add(damaged);
    return true;
  }

  /** All of them, in the order in which they were met. */
  public List<DamagedRecord> records() {
    return List.copyOf(records);
  }
}
