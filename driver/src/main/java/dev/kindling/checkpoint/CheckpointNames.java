package dev.kindling.checkpoint;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in {@code OUTPUT/checkpoints}. */
final class CheckpointNames {

  static final String FOLDER = "checkpoints";

  private static final Pattern CHECKPOINT = Pattern.compile("step-([0-9]{8,19})\\.safetensors");

  /** A directory of two files, as formats before 3 had it. */
  private static final Pattern OLDER = Pattern.compile("step-[0-9]{8,19}");

  private static final Pattern LEFTOVER =
      Pattern.compile(
          "\\.(step-[0-9]+\\.safetensors|configuration\\.yaml|metrics\\.jsonl|result\\.json"
              + "|evaluation\\.json|report\\.html)\\.writing-[0-9a-f]+");

  private CheckpointNames() {}

  static String of(long step) {
    return String.format(Locale.ROOT, "step-%08d.safetensors", step);
  }

  /** The file of a checkpoint, within the output. */
  static String path(long step) {
    return FOLDER + "/" + of(step);
  }

  /** Being written by the writer {@code id}. */
  static String writing(String name, String id) {
    return "." + name + ".writing-" + id;
  }

  static boolean isOlder(String name) {
    return OLDER.matcher(name).matches();
  }

  static boolean isLeftover(String name) {
    return LEFTOVER.matcher(name).matches();
  }

  /** The step of a checkpoint; nothing for any other name. */
  static OptionalLong step(String name) {
    Matcher matcher = CHECKPOINT.matcher(name);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    try {
      long step = Long.parseLong(matcher.group(1));
      return of(step).equals(name) ? OptionalLong.of(step) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
