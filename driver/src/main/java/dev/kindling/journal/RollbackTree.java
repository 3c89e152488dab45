package dev.kindling.journal;

import dev.kindling.training.Rollback;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rollback as a line tells of it. */
final class RollbackTree {

  private RollbackTree() {}

  static Map<String, Object> of(Rollback rollback) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(Line.STEP, rollback.step());
    tree.put(Line.ROLLBACK, rollback.number());
    tree.put("diverged", rollback.diverged());
    tree.put("rate_factor", rollback.factor());
    rollback.rate().ifPresent(rate -> tree.put("rate", rate));
    tree.put("reason", rollback.reason());
    return tree;
  }
}
