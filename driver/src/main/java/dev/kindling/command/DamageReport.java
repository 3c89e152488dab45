package dev.kindling.command;

import dev.kindling.runner.RunnerListener;
import dev.kindling.task.DamagedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names the damaged records that a command passes over: each at once, the first ones in its report.
 * What else a runner meets it says as it comes.
 */
final class DamageReport implements RunnerListener {
  private static final int LISTED = 100;

  private final Console console;
  private final List<String> listed = new ArrayList<>();
  private long count;

  DamageReport(Console console) {
    this.console = console;
  }

  @Override
  public void accept(DamagedRecord damaged) {
    count++;
    if (listed.size() < LISTED) {
      listed.add(damaged.record());
    }
    console.clear();
    console.say(
        "passed over %s, met by task %s: %s (%d so far, %d allowed)"
            .formatted(
                damaged.record(), damaged.task(), damaged.problem(), count, damaged.allowed()));
  }

  @Override
  public void happened(String line) {
    console.clear();
    console.say(line);
  }

  /** For JSON. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("count", count);
    tree.put("first", List.copyOf(listed));
    return tree;
  }
}
