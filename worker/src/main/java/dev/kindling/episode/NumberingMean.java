package dev.kindling.episode;

import dev.kindling.task.Examples;
import dev.kindling.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean of what is said of query examples over numberings of a task's classes. With scores s_n
 * under numbering n, by which class c has the number n(c), class c is given
 *
 * <pre>
 *   p_c = 1/N sum_n softmax(s_n)_{n(c)},
 * </pre>
 *
 * the new scores are {@code log p_c}, and a task's error is the weighted mean of {@code -log p_y}
 * over its query examples, of class y. Sums are of powers relative to the largest, so that no sum
 * underflows.
 */
final class NumberingMean {
  private final EpisodePlans plans;
  private final List<Task> tasks;
  private final List<List<Numbering>> numberings;
  private final List<Sums> steps;

  /** For each score, the largest logarithm so far, and the sum of all powers relative to it. */
  private static final class Sums {
    private final double[] largest;
    private final double[] relative;

    Sums(int size) {
      largest = new double[size];
      relative = new double[size];
      Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    void add(int place, double logarithm) {
      double most = largest[place];
      if (logarithm > most) {
        relative[place] = relative[place] * StrictMath.exp(most - logarithm) + 1;
        largest[place] = logarithm;
      } else {
        // Equal infinities have no difference.
        relative[place] += logarithm == most ? 1 : StrictMath.exp(logarithm - most);
      }
    }

    double logarithm(int place) {
      return largest[place] + StrictMath.log(relative[place]);
    }
  }

  /**
   * @param numberings those of each task, as many as were asked for, or fewer
   */
  NumberingMean(EpisodePlans plans, List<Task> tasks, List<List<Numbering>> numberings) {
    this.plans = plans;
    this.tasks = tasks;
    this.numberings = numberings;
    this.steps =
        IntStream.rangeClosed(0, plans.evaluationSteps())
            .mapToObj(step -> new Sums(tasks.size() * BlockFindings.each(plans)))
            .toList();
  }

  /** How many numberings the task has that has most. */
  int runs() {
    return numberings.stream().mapToInt(List::size).max().orElse(0);
  }

  /** The tasks, each in its numbering of a run; those that have no more stay as they are. */
  List<Task> tasks(int run) {
    return IntStream.range(0, tasks.size())
        .mapToObj(place -> hasMore(place, run) ? renumbered(place, run) : tasks.get(place))
        .toList();
  }

  private boolean hasMore(int place, int run) {
    return run < numberings.get(place).size();
  }

  private Task renumbered(int place, int run) {
    return numberings.get(place).get(run).apply(tasks.get(place));
  }

  /** Counts in what was found of {@link #tasks}. */
  void add(BlockFindings findings, int run) {
    for (int place = 0; place < tasks.size(); place++) {
      if (hasMore(place, run)) {
        for (int step = 0; step < steps.size(); step++) {
          add(findings.scores().get(step), steps.get(step), place, numberings.get(place).get(run));
        }
      }
    }
  }

  private void add(float[] scores, Sums sums, int place, Numbering numbering) {
    int outputs = plans.shape().outputs();
    for (int example = 0; example < tasks.get(place).query().count(); example++) {
      int start = place * BlockFindings.each(plans) + example * outputs;
      double total = logTotal(scores, start, outputs);
      for (int own = 0; own < outputs; own++) {
        sums.add(start + own, scores[start + numbering.of(own)] - total);
      }
    }
  }

  /** {@code log sum_c exp(s_c)}. */
  private static double logTotal(float[] scores, int start, int outputs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + outputs; i++) {
      largest = Math.max(largest, scores[i]);
    }
    double total = 0;
    for (int i = start; i < start + outputs; i++) {
      total += StrictMath.exp(scores[i] - largest);
    }
    return largest + StrictMath.log(total);
  }

  /** As if the model had said it of the tasks as they are. */
  BlockFindings findings() {
    List<float[]> errors = new ArrayList<>();
    List<float[]> scores = new ArrayList<>();
    for (Sums sums : steps) {
      float[] ofStep = new float[tasks.size() * BlockFindings.each(plans)];
      float[] losses = new float[tasks.size()];
      for (int place = 0; place < tasks.size(); place++) {
        writeScores(sums, place, ofStep);
        losses[place] = loss(ofStep, place);
      }
      scores.add(ofStep);
      errors.add(losses);
    }
    return new BlockFindings(errors, scores);
  }

  private void writeScores(Sums sums, int place, float[] scores) {
    double all = StrictMath.log(numberings.get(place).size());
    int start = place * BlockFindings.each(plans);
    int count = tasks.get(place).query().count() * plans.shape().outputs();
    for (int i = start; i < start + count; i++) {
      scores[i] = (float) (sums.logarithm(i) - all);
    }
  }

  private float loss(float[] scores, int place) {
    Examples query = tasks.get(place).query();
    float[] weights = query.weights().floats();
    double sum = 0;
    double total = 0;
    for (int example = 0; example < weights.length; example++) {
      int right = (int) query.targets().floats()[example];
      int start = place * BlockFindings.each(plans) + example * plans.shape().outputs();
      sum -= weights[example] * scores[start + right];
      total += weights[example];
    }
    return (float) (sum / total);
  }
}
