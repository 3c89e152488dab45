package dev.kindling.adapt;

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
}
