package dev.kindling.report;

import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Listed;
import dev.kindling.task.Sizes;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The same tasks, asked about numbers that are evenly spread over the inputs of their examples, so
 * that what a model says of them makes a curve. Their targets are none.
 */
record GridTasks(TaskSettings tasks) implements TaskSettings {
  private static final long serialVersionUID = 1;
  private static final int POINTS = 121;

  @Override
  public TaskSource open(Split split) {
    return new Source(tasks.open(split));
  }

  private static Listed spread(Listed listed) {
    return new Listed(listed.task().map(GridTasks::spread), listed.passedOver());
  }

  private static Task spread(Task task) {
    double[] inputs =
        DoubleStream.concat(stream(task.support()), stream(task.query()))
            .filter(Double::isFinite)
            .toArray();
    double least = Arrays.stream(inputs).min().orElse(0);
    double most = Arrays.stream(inputs).max().orElse(0);
    float[] grid = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      grid[i] = (float) (least + (most - least) * i / (POINTS - 1));
    }
    Examples asked = Examples.of(like(task.support().features(), grid), none(task));
    return new Task(task.name(), task.support(), asked, task.provenance(), task.passedOver());
  }

  private static HostTensor none(Task task) {
    return like(task.support().targets(), new float[POINTS]);
  }

  private static HostTensor like(HostTensor of, float[] values) {
    int[] shape = of.shape();
    shape[0] = POINTS;
    return HostTensor.of(values, shape);
  }

  private static DoubleStream stream(Examples examples) {
    float[] inputs = examples.features().floats();
    return IntStream.range(0, inputs.length).mapToDouble(i -> inputs[i]);
  }

  private record Source(TaskSource source) implements TaskSource {

    @Override
    public TaskShape shape() {
      return source.shape().sized(source.shape().support(), POINTS);
    }

    @Override
    public Sizes sizes() {
      return source.sizes();
    }

    @Override
    public TaskList list(Key key) {
      return new Spread(source.list(key));
    }

    @Override
    public Task sample(Key key) {
      return spread(source.sample(key));
    }
  }

  private record Spread(TaskList list) implements TaskList {

    @Override
    public OptionalLong size() {
      return list.size();
    }

    @Override
    public int count(int most) {
      return list.count(most);
    }

    @Override
    public void expect(int place) {
      list.expect(place);
    }

    @Override
    public Listed task(int place) {
      return spread(list.task(place));
    }
  }
}
