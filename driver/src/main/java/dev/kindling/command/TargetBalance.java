package dev.kindling.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.store.ColumnStatistics;
import dev.kindling.store.Manifest;
import dev.kindling.store.TaskContents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which share of the training examples has which target, for people.
 *
 * @param names of the classes, in their order
 * @param counts of each class; nothing where there are too many
 */
record TargetBalance(List<String> names, List<Long> counts, int classes) {
  private static final int SHOWN = 8;

  static TargetBalance of(Manifest manifest, ColumnStatistics target) {
    int classes = ((TaskContents) manifest.contents()).classes();
    String json = manifest.provenance().get("codes of " + target.name());
    List<String> names = classes == 1 ? List.of("no", "yes") : names(json, target.balance().size());
    return new TargetBalance(names, target.balance(), classes);
  }

  private static List<String> names(String json, int classes) {
    try {
      List<String> names =
          json == null ? List.of() : List.of(new ObjectMapper().readValue(json, String[].class));
      if (names.size() == classes) {
        return names;
      }
    } catch (JsonProcessingException e) {
      // Provenance may hold anything; numbers serve as well.
      return numbers(classes);
    }
    return numbers(classes);
  }

  private static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
  }

  String text() {
    long all = counts.stream().mapToLong(Long::longValue).sum();
    if (all == 0) {
      return counts.isEmpty() ? "one of %d classes".formatted(classes) : "no examples";
    }
    List<String> shares = new ArrayList<>();
    IntStream.range(0, counts.size())
        .boxed()
        .filter(i -> counts.get(i) > 0)
        .sorted(Comparator.comparing(counts::get, Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(
            i -> shares.add("%s %.1f %%".formatted(names.get(i), 100.0 * counts.get(i) / all)));
    long seen = counts.stream().filter(count -> count > 0).count();
    String more = seen > SHOWN ? ", %d more".formatted(seen - SHOWN) : "";
    long unseen = counts.size() - seen;
    String never = unseen > 0 ? ", %d never".formatted(unseen) : "";
    return String.join(", ", shares) + more + never;
  }
}
