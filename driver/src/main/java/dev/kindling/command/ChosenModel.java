package dev.kindling.command;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.fault.Fault;
import java.util.List;
import java.util.Optional;

/**
 * Which of a run's checkpoints a command is about.
 *
 * @param lastStep that the run has a checkpoint of
 * @param why it is this one, as in "the model of step 4, ..."
 */
record ChosenModel(Checkpoint checkpoint, long lastStep, String why) {

  static final String BEST = "best";
  static final String LATEST = "latest";
  static final String BY_VALIDATION = "the best by validation";

  private static final String AS_ASKED = "as asked for";

  /** The best unless another is asked for, or the newest where there was no validation. */
  static ChosenModel of(CheckpointStore store, Optional<String> asked) {
    List<Long> steps = store.steps();
    long last = steps.get(steps.size() - 1);
    if (asked.isEmpty()) {
      return new ChosenModel(store.best().or(store::latest).orElseThrow(), last, BY_VALIDATION);
    }
    return switch (asked.get()) {
      case BEST ->
          new ChosenModel(store.best().orElseThrow(() -> noBest(last)), last, BY_VALIDATION);
      case LATEST -> new ChosenModel(store.load(last), last, AS_ASKED);
      default -> new ChosenModel(store.load(step(asked.get())), last, AS_ASKED);
    };
  }

  private static Fault noBest(long last) {
    return Fault.usage(
        "--checkpoint best needs a run with a validation but this one had none; leave it out for that of step %d"
            .formatted(last));
  }

  private static long step(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw Fault.usage(
          "--checkpoint must be the number of an outer step, %s or %s but is %s"
              .formatted(BEST, LATEST, text));
    }
    return Long.parseLong(text);
  }
}
