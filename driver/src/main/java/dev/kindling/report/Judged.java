package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kindling.evaluation.Estimate;
import java.util.ArrayList;
import java.util.List;

/** How a model was judged, as result files and lines of a validation tell it. */
record Judged(JsonNode tree) {
  static final String ERROR = "error";

  private static final String INTERVAL = "interval";

  /** What is known after 0, 1, ... inner steps; empty where nothing is. */
  List<Estimate> estimates(String measure) {
    JsonNode means = tree.path(measure);
    JsonNode own = tree.path(measure + "_" + INTERVAL);
    JsonNode halves = own.isMissingNode() && measure.equals(ERROR) ? tree.path(INTERVAL) : own;
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < means.size(); i++) {
      estimates.add(new Estimate(real(means.path(i)), real(halves.path(i))));
    }
    return estimates;
  }

  Estimate last(String measure) {
    List<Estimate> all = estimates(measure);
    return all.isEmpty() ? new Estimate(Double.NaN, Double.NaN) : all.get(all.size() - 1);
  }

  /** Every measure that has an interval, the error first. */
  List<String> measures() {
    List<String> measures = new ArrayList<>();
    if (tree.path(ERROR).size() > 0) {
      measures.add(ERROR);
    }
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(ERROR) && tree.has(name + "_" + INTERVAL)) {
                measures.add(name);
              }
            });
    return measures;
  }

  boolean tells(String measure) {
    return !estimates(measure).isEmpty();
  }

  /** By which the model is best told apart: shares of right answers, or else the error. */
  String chief() {
    return tells(Shown.ACCURACY) ? Shown.ACCURACY : ERROR;
  }

  int innerSteps() {
    return Math.max(0, tree.path(ERROR).size() - 1);
  }

  /** A number of a file; not a number where it has none. */
  static double real(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }
}
