package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.task.StoreChoice;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskStores;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Choice choice = new Choice();
    TaskSettings learned = choice.of(written.tasks(), begun.map(Configuration::tasks));
    TaskSettings judged =
        choice.of(written.evaluation().tasks(), begun.map(before -> before.evaluation().tasks()));
    return new ChosenStores(written.withTasks(learned, judged), List.copyOf(choice.lines.values()));
  }

  /** Settles stores one after the other; one that is asked for again is what it was. */
  private static final class Choice {
    private final Map<StoreChoice, StoreChoice> known = new HashMap<>();
    private final Map<StoreChoice, String> lines = new LinkedHashMap<>();

    TaskSettings of(TaskSettings written, Optional<TaskSettings> begun) {
      Iterator<StoreChoice> pins = begun.map(TaskSettings::stores).orElse(List.of()).iterator();
      return written.withStores(
          store -> {
            Optional<StoreChoice> pin =
                pins.hasNext() ? Optional.of(pins.next()) : Optional.empty();
            return known.computeIfAbsent(store, asked -> settled(asked, pin));
          });
    }

    private StoreChoice settled(StoreChoice asked, Optional<StoreChoice> pin) {
      StoreChoice chosen = chosen(asked, pin);
      lines.putIfAbsent(chosen, line(asked, chosen, pin));
      return chosen;
    }
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
