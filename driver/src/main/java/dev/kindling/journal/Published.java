package dev.kindling.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/**
 * What a run says of itself to whoever watches it: the numbers of its latest lines by the tags of
 * their events, with dots. What adds up is the sum over all lines of this process, so that rates
 * can be made of it at any time.
 */
final class Published {
  private static final String STEP = "step";
  private static final String TASKS = "training/tasks";
  private static final String SKIPPED = "training/skipped_tasks";
  private static final String SECONDS = "seconds/";

  private final ObjDoubleConsumer<String> watch;
  private final Map<String, Double> sums = new HashMap<>();

  Published(ObjDoubleConsumer<String> watch) {
    this.watch = watch;
  }

  void steps(Map<String, Object> line, Map<String, Double> events) {
    tell("training/" + STEP, number(line.get(STEP)));
    add(TASKS, number(line.get("tasks")));
    events.forEach(
        (tag, value) -> {
          if (tag.equals(SKIPPED) || tag.startsWith(SECONDS)) {
            add(tag, value);
          } else {
            tell(tag, value);
          }
        });
  }

  void validation(long step, Map<String, Double> events) {
    tell("validation/" + STEP, (double) step);
    events.forEach(this::tell);
  }

  private void add(String tag, double value) {
    tell(tag, sums.merge(tag, value, Double::sum));
  }

  private void tell(String tag, double value) {
    watch.accept(tag.replace('/', '.'), value);
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
