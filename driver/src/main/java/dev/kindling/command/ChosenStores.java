package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.task.StoreChoice;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskStores;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which version of which store a command reads, settled once, before anything else is done with the
 * tasks. From then on each store has its whole name, which means the same from any directory and on
 * any machine, and a number for its version.
 *
 * @param configuration with the stores as they were settled
 * @param lines that tell what was chosen, one for each store
 */
record ChosenStores(Configuration configuration, List<String> lines) {

  /** For a new run: the newest version is what it is now. */
  static ChosenStores of(Configuration written) {
    return of(written, Optional.empty());
  }

  /**
   * @param begun what a run that goes on began with: where the newest version is asked for, the one
   *     that was the newest then stays
   */
  static ChosenStores of(Configuration written, Optional<Configuration> begun) {
    Iterator<StoreChoice> pins =
        begun.map(before -> before.tasks().stores()).orElse(List.of()).iterator();
    Set<String> lines = new LinkedHashSet<>();
    TaskSettings tasks =
        written
            .tasks()
            .withStores(
                store -> {
                  Optional<StoreChoice> pin = pins.hasNext() ? Optional.of(pins.next()) : none();
                  StoreChoice chosen = chosen(store, pin);
                  lines.add(line(store, chosen, pin));
                  return chosen;
                });
    return new ChosenStores(written.withTasks(tasks), List.copyOf(lines));
  }

  private static Optional<StoreChoice> none() {
    return Optional.empty();
  }

  private static StoreChoice chosen(StoreChoice store, Optional<StoreChoice> pin) {
    TaskStores stores = TaskStores.installed();
    StoreChoice qualified = stores.qualified(store);
    if (!store.isNewest()) {
      return qualified;
    }
    return pin.map(before -> new StoreChoice(qualified.uri(), before.version()))
        .orElseGet(() -> stores.newest(qualified));
  }

  private static String line(StoreChoice asked, StoreChoice chosen, Optional<StoreChoice> pin) {
    String newest = pin.isPresent() ? ", the newest when the run began" : ", the newest";
    return "tasks come from version %s of %s%s"
        .formatted(chosen.version(), chosen.uri(), asked.isNewest() ? newest : "");
  }

  /** Said when all else is known to be in order: a refusal is one line alone. */
  void tell(Console console) {
    lines.forEach(console::say);
  }
}
