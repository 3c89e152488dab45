package dev.kindling.episode;

import dev.kindling.engine.Executable;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.program.Program;
import dev.kindling.task.ElementType;
import dev.kindling.task.Examples;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Writes the examples of one part, support or query, of tasks side by side into a program's inputs.
 * A task with fewer examples than the program takes is filled up with zeros of weight 0, where
 * sizes vary. A place without a task, or whose task is left out, is filled with another task that
 * counts: the copy stays finite where the original does, and 0 times a finite number is 0.
 */
public final class ExampleBlock {
  private final TaskShape shape;
  private final String part;
  private final int examples;
  private final List<FeatureColumn> coded;
  private final int places;
  private final Sizes sizes;

  /** The examples of one task, and its name, for messages. */
  public record Named(String task, Examples examples) {}

  /**
   * @param part as {@link EpisodeNames} calls it
   * @param examples how many examples of a task the program takes
   * @param places how many tasks
   */
  public ExampleBlock(TaskShape shape, String part, int examples, int places, Sizes sizes) {
    this.shape = shape;
    this.part = part;
    this.examples = examples;
    this.coded = shape.coded();
    this.places = places;
    this.sizes = sizes;
  }

  /** Writes what the program takes of the tasks that count, each at its place. */
  public void write(
      Executable executable, Program program, List<Named> tasks, IntPredicate counts) {
    float[] features = new float[places * examples * size(shape.features())];
    float[] targets = new float[places * examples * size(shape.targets())];
    float[] weights = new float[places * examples];
    Arrays.fill(weights, 1);
    for (int place = 0; place < places; place++) {
      int chosen = chosen(tasks.size(), counts, place);
      if (chosen >= 0) {
        Named task = tasks.get(chosen);
        requireFits(task);
        requireCodes(task);
        int start = place * examples;
        copy(task.examples().features(), features, start * size(shape.features()));
        copy(task.examples().targets(), targets, start * size(shape.targets()));
        copy(task.examples().weights(), weights, start);
        Arrays.fill(weights, start + task.examples().count(), start + examples, 0);
      }
    }
    write(executable, program, EpisodeNames.features(part), features);
    write(executable, program, EpisodeNames.targets(part), targets);
    write(executable, program, EpisodeNames.weights(part), weights);
  }

  private static void write(Executable executable, Program program, String input, float[] values) {
    if (program.inputs().containsKey(input)) {
      executable.write(input, values, 0);
    }
  }

  /** The place's own task if it counts, else the first that does, else -1. */
  private static int chosen(int tasks, IntPredicate counts, int place) {
    if (place < tasks && counts.test(place)) {
      return place;
    }
    return IntStream.range(0, tasks).filter(counts).findFirst().orElse(-1);
  }

  private void requireFits(Named task) {
    Examples all = task.examples();
    boolean counted = sizes == Sizes.FIXED ? all.count() == examples : all.count() <= examples;
    int expected = counted ? all.count() : examples;
    requireNumbers(task, all.features(), expected * size(shape.features()));
    requireNumbers(task, all.targets(), expected * size(shape.targets()));
    requireNumbers(task, all.weights(), expected);
  }

  /** A code that a model has no place for would be learned as another, or as no number. */
  private void requireCodes(Named task) {
    int width = size(shape.features());
    float[] features = task.examples().features().floats();
    for (int column = width - coded.size(); column < width; column++) {
      int codes = coded.get(column - width + coded.size()).codes();
      for (int at = column; at < features.length; at += width) {
        if (!(features[at] >= 0 && features[at] < codes && features[at] == (int) features[at])) {
          throw noCode(task, coded.get(column - width + coded.size()), features[at]);
        }
      }
    }
  }

  private static Fault noCode(Named task, FeatureColumn column, float seen) {
    return Fault.data(
        "task %s has %s in %s where a code from 0 to %d is expected; correct the tasks, or the"
                .formatted(task.task(), seen, column.name(), column.codes() - 1)
            + " cardinalities of the model");
  }

  private void requireNumbers(Named task, HostTensor from, int expected) {
    if (from.type() != ElementType.F32 || from.size() != expected) {
      throw Fault.data(
          "task %s has %s where this run expects %s%d numbers of type F32 for each task"
              .formatted(task.task(), from, sizes == Sizes.FIXED ? "" : "at most ", expected));
    }
  }

  private static void copy(HostTensor from, float[] to, int start) {
    System.arraycopy(from.floats(), 0, to, start, from.size());
  }

  private static int size(List<Integer> dimensions) {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }
}
