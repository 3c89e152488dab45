package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.Learner;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.TargetKind;
import dev.kindling.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Adapts blocks of tasks that it is given, with the two programs of a learner on an engine. One
 * thread at a time may use it.
 */
public final class BlockWorker implements AutoCloseable {
  private final ParameterLayout layout;
  private final EpisodePlans plans;
  private final TaskBlock block;
  private final Executable training;
  private final Executable evaluation;

  private BlockWorker(
      Learner learner, EpisodePlans plans, Executable training, Executable evaluation) {
    this.layout = learner.layout();
    this.plans = plans;
    this.block = new TaskBlock(plans.shape(), plans.tasks(), learner.sizes());
    this.training = training;
    this.evaluation = evaluation;
  }

  /** A worker on an engine that outlives it. */
  public static BlockWorker open(Learner learner, EpisodePlans plans, Engine engine) {
    Executable training = engine.compile(plans.training());
    try {
      Executable evaluation = engine.compile(plans.evaluation());
      return new BlockWorker(learner, plans, training, evaluation);
    } catch (RuntimeException | Error failure) {
      training.close();
      throw failure;
    }
  }

  /** The meta-gradient of {@code tasks} at {@code theta}; at most as many as the plans say. */
  public MetaGradientSum gradient(float[] theta, List<Task> tasks) {
    writeParameters(training, theta);
    float[] losses = trainingLosses(tasks, i -> true);
    float[] gradient = readGradient();
    List<SkippedTask> skipped = new ArrayList<>();
    boolean[] counts = new boolean[tasks.size()];
    boolean sound = allFinite(gradient);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Float.isFinite(losses[i]) && (sound || isSound(tasks, i));
      if (!counts[i]) {
        skipped.add(skip(tasks.get(i), losses[i]));
      }
    }
    if (!skipped.isEmpty()) {
      losses = trainingLosses(tasks, i -> counts[i]);
      gradient = readGradient();
    }
    return new MetaGradientSum(
        gradient, sum(losses, counts), tasks.size() - skipped.size(), skipped);
  }

  /** How {@code tasks} are learned from {@code theta}; at most as many as the plans say. */
  public EvaluationSum evaluate(float[] theta, List<Task> tasks) {
    writeParameters(evaluation, theta);
    block.write(evaluation, tasks, i -> true);
    evaluation.run();
    double[][] errors = read(EpisodeNames::error, tasks.size());
    List<Integer> counted = new ArrayList<>();
    List<SkippedTask> skipped = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      double last = errors[i][errors[i].length - 1];
      if (Double.isFinite(last)) {
        counted.add(i);
      } else {
        skipped.add(skip(tasks.get(i), (float) last));
      }
    }
    double[][] accuracies =
        plans.shape().targetKind() == TargetKind.NUMBERS
            ? new double[0][]
            : rows(read(EpisodeNames::accuracy, tasks.size()), counted);
    List<String> names = counted.stream().map(i -> tasks.get(i).name()).toList();
    return new EvaluationSum(names, rows(errors, counted), accuracies, skipped);
  }

  private static double[][] rows(double[][] all, List<Integer> chosen) {
    return chosen.stream().map(i -> all[i]).toArray(double[][]::new);
  }

  private void writeParameters(Executable executable, float[] theta) {
    for (ParameterLayout.Parameter parameter : layout.parameters()) {
      executable.write(EpisodeNames.parameter(parameter.name()), theta, parameter.offset());
    }
  }

  private float[] trainingLosses(List<Task> tasks, IntPredicate counts) {
    block.write(training, tasks, counts);
    training.write(EpisodeNames.TASK_WEIGHTS, block.taskWeights(tasks, counts), 0);
    training.run();
    float[] losses = new float[plans.tasks()];
    training.read(EpisodeNames.LOSS, losses, 0);
    return losses;
  }

  private float[] readGradient() {
    float[] gradient = new float[layout.size()];
    for (ParameterLayout.Parameter parameter : layout.parameters()) {
      training.read(EpisodeNames.gradient(parameter.name()), gradient, parameter.offset());
    }
    return gradient;
  }

  /** Whether the task alone gives a finite gradient: a rare question, asked of one at a time. */
  private boolean isSound(List<Task> tasks, int only) {
    trainingLosses(tasks, i -> i == only);
    return allFinite(readGradient());
  }

  /** For each task, what the output of that name says after each number of inner steps. */
  private double[][] read(IntFunction<String> name, int tasks) {
    double[][] rows = new double[tasks][plans.evaluationSteps() + 1];
    float[] values = new float[plans.tasks()];
    for (int step = 0; step <= plans.evaluationSteps(); step++) {
      evaluation.read(name.apply(step), values, 0);
      for (int i = 0; i < tasks; i++) {
        rows[i][step] = values[i];
      }
    }
    return rows;
  }

  private static SkippedTask skip(Task task, float loss) {
    String what = Float.isFinite(loss) ? "its gradient is not finite" : "its loss is " + loss;
    return new SkippedTask(task.name(), what);
  }

  private static boolean allFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static double sum(float[] losses, boolean[] counts) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] ? losses[i] : 0;
    }
    return sum;
  }

  @Override
  public void close() {
    training.close();
    evaluation.close();
  }
}
