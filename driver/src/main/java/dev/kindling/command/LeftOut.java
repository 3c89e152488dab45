package dev.kindling.command;

import dev.kindling.store.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an import took from a table otherwise than one might think, a sentence each. */
final class LeftOut {
  private static final String WITHOUT_CODE = "values without a code in ";
  private static final String UNKNOWN_CLASS = "rows dropped for an unknown class in ";
  private static final String TOO_FEW = "tasks dropped for fewer than ";

  private LeftOut() {}

  /**
   * The sentences.
   *
   * @param news what the import added to lines of the store's report
   */
  static List<String> lines(Map<String, Long> news, Manifest manifest) {
    List<String> lines = new ArrayList<>();
    news.forEach(
        (line, number) -> {
          if (line.startsWith(WITHOUT_CODE)) {
            lines.add(withoutCode(line.substring(WITHOUT_CODE.length()), number, manifest));
          } else if (line.startsWith(UNKNOWN_CLASS)) {
            lines.add(unknownClass(line.substring(UNKNOWN_CLASS.length()), number));
          } else if (line.startsWith(TOO_FEW)) {
            lines.add(tooFew(line.substring(TOO_FEW.length()).split(" ", 2)[0], number));
          }
        });
    return lines;
  }

  private static String withoutCode(String column, long number, Manifest manifest) {
    String examples = manifest.provenance().get("categories without a code in " + column);
    return "%d values of %s have no code in the store, as %s, and are stored as code 0, as if they were"
            .formatted(number, column, examples)
        + " missing; codes are given when a store is made: import all rows to another --store to tell"
        + " these categories apart";
  }

  private static String unknownClass(String target, long number) {
    return "%d rows have classes in %s that the store has no number for and are left out; import all rows"
            .formatted(number, target)
        + " to another --store to learn these classes too";
  }

  private static String tooFew(String least, long number) {
    return "%d keys have fewer than %s rows and are left out; their rows are not kept for a later append,"
            .formatted(number, least)
        + " which must bring all rows of such a key together";
  }
}
