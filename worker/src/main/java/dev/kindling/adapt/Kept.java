package dev.kindling.adapt;

import dev.kindling.fault.Fault;
import dev.kindling.task.Examples;
import java.util.Map;

/**
 * All that is needed of a task to ask it.
 *
 * @param support what it was adapted to
 * @param form that it was adapted in
 * @param values what its adaptation gave, by name; arrays that nobody writes to
 */
record Kept(Examples support, Form form, Map<String, float[]> values) {
  Kept {
    values = Map.copyOf(values);
  }

  /** So many numbers of a name, which another program may not have kept. */
  float[] value(String name, int size) {
    float[] value = values.get(name);
    if (value == null || value.length != size) {
      throw Fault.data(
          "a kept adaptation has %s numbers of %s where %d are expected; adapt anew"
              .formatted(value == null ? "no" : value.length, name, size));
    }
    return value;
  }
}
