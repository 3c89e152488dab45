package dev.kindling.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kindling.trained.Measured;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Reads how a model was judged out of the line that its run ended with. */
final class JudgedTree {

  private static final String ERROR = "error";
  private static final String INTERVAL = "interval";

  private JudgedTree() {}

  /** Nothing where there is nothing to read. */
  static Optional<Measured> read(JsonNode evaluation) {
    JsonNode trained = evaluation.path("trained");
    List<Measured.Metric> metrics = new ArrayList<>();
    metric(ERROR, trained.path(ERROR), trained.path(INTERVAL)).ifPresent(metrics::add);
    for (Iterator<String> names = trained.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      metric(name, trained.path(name), trained.path(name + "_" + INTERVAL)).ifPresent(metrics::add);
    }
    return metrics.isEmpty() || evaluation.path("split").asText().isBlank()
        ? Optional.empty()
        : Optional.of(
            new Measured(
                evaluation.path("split").asText(),
                Math.max(0, trained.path("episodes").asLong()),
                metrics));
  }

  private static Optional<Measured.Metric> metric(String name, JsonNode means, JsonNode widths) {
    boolean lists = means.isArray() && widths.isArray() && !means.isEmpty();
    return lists && means.size() == widths.size()
        ? Optional.of(new Measured.Metric(name, numbers(means), numbers(widths)))
        : Optional.empty();
  }

  private static List<Double> numbers(JsonNode list) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(item -> numbers.add(item.isNumber() ? item.doubleValue() : Double.NaN));
    return numbers;
  }
}
