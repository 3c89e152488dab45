package dev.kindling.episode;

import dev.kindling.engine.Executable;
import dev.kindling.learn.EpisodeNames;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What an evaluation found of a block of tasks, after 0, 1, ... inner steps.
 *
 * @param errors the query error of each task
 * @param scores what is said of query examples: {@link #each} numbers for each task
 */
record BlockFindings(List<float[]> errors, List<float[]> scores) {

  /** What the last run of {@code evaluation} found. */
  static BlockFindings of(EpisodePlans plans, Executable evaluation) {
    int tasks = plans.judged();
    return new BlockFindings(
        steps(plans, step -> read(evaluation, EpisodeNames.error(step), tasks)),
        steps(
            plans, step -> read(evaluation, EpisodeNames.predictions(step), tasks * each(plans))));
  }

  private static List<float[]> steps(EpisodePlans plans, IntFunction<float[]> ofStep) {
    return IntStream.rangeClosed(0, plans.evaluationSteps()).mapToObj(ofStep).toList();
  }

  private static float[] read(Executable evaluation, String output, int size) {
    float[] values = new float[size];
    evaluation.read(output, values, 0);
    return values;
  }

  /** How many numbers are said of a task's query examples, those that fill it up among them. */
  static int each(EpisodePlans plans) {
    return plans.shape().query() * plans.shape().outputs();
  }
}
