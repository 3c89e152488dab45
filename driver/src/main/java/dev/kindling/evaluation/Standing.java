package dev.kindling.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one of several models did.
 *
 * @param run the name that its run goes by
 * @param learner the kind of its learner
 * @param comparison of the model with what it was before training
 * @param millisPerTask as of {@link TimedReport}; not a number if it was not measured
 */
public record Standing(String run, String learner, Comparison comparison, double millisPerTask) {

  EvaluationReport trained() {
    return comparison.trained();
  }

  EvaluationReport untrained() {
    return comparison.untrained();
  }

  /** On the tasks of one part of a mixture, which are not timed apart. */
  Standing ofPart(int number) {
    Comparison.Part part = comparison.parts().get(number);
    Comparison own = new Comparison(comparison.step(), part.trained(), part.untrained());
    return new Standing(run, learner, own, Double.NaN);
  }

  /** For JSON. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", run);
    tree.put("learner", learner);
    tree.put("step", comparison.step());
    tree.putAll(comparison.tree());
    tree.put("ms_per_task", millisPerTask);
    return tree;
  }
}
