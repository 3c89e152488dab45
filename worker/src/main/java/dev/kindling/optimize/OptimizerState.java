package dev.kindling.optimize;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an optimiser remembers: how many updates it has made, and vectors as long as the
 * meta-parameters, by name. The map is copied, the vectors are not: nobody writes into them.
 */
public record OptimizerState(long step, SortedMap<String, float[]> slots) implements Serializable {

  public OptimizerState {
    Require.notNegative("step", step);
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(Require.present("slots", slots)));
    slots.forEach(Require::present);
  }

  /** Before the first update: every slot is zero. */
  static OptimizerState zero(int size, List<String> names) {
    Require.positive("size", size);
    SortedMap<String, float[]> slots = new TreeMap<>();
    names.forEach(name -> slots.put(name, new float[size]));
    return new OptimizerState(0, slots);
  }

  OptimizerState next(Map<String, float[]> slots) {
    return new OptimizerState(step + 1, new TreeMap<>(slots));
  }

  /** Refuses the state of another optimiser or another model. */
  void requireSlots(List<String> names, int size) {
    if (!slots.keySet().equals(Set.copyOf(names))) {
      throw Fault.usage(
          "This optimizer remembers %s but the state holds %s: resume with the optimizer that the run"
                  .formatted(names, slots.keySet())
              + " began with, or start a new run.");
    }
    slots.forEach((name, slot) -> requireSize(name, slot.length, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OptimizerState that
        && step == that.step
        && slots.keySet().equals(that.slots.keySet())
        && slots.keySet().stream().allMatch(s -> Arrays.equals(slots.get(s), that.slots.get(s)));
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(step);
    for (Map.Entry<String, float[]> slot : slots.entrySet()) {
      hash = 31 * (31 * hash + slot.getKey().hashCode()) + Arrays.hashCode(slot.getValue());
    }
    return hash;
  }

  @Override
  public String toString() {
    return "OptimizerState[step=" + step + ", slots=" + slots.keySet() + "]";
  }

  private static void requireSize(String name, int seen, int size) {
    if (seen != size) {
      throw Fault.usage(
          "The optimizer state's %s has %d elements but the model has %d parameters: resume with the"
                  .formatted(name, seen, size)
              + " model that the run began with, or start a new run.");
    }
  }
}
