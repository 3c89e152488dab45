package dev.kindling.benchmark;

import dev.kindling.config.Configuration;
import dev.kindling.config.EvaluationSettings;
import dev.kindling.config.TrainingSettings;
import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.optimize.AdamSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Work for comparing engines and learners: one meta-batch of random numbers, by MAML with exact
 * second order unless another learner is named.
 *
 * @param innerSteps by how many steps each task is adapted
 * @param learner the learner for so many inner steps
 * @param tasks how many tasks a meta-batch has
 * @param block how many tasks one program adapts at once
 */
public record Workload(
    String name,
    TaskShape shape,
    ModelSettings model,
    int innerSteps,
    IntFunction<? extends LearnerSettings> learner,
    int tasks,
    int block) {

  private static final List<Workload> ALL =
      List.of(
          maml("waves", regression(1, 10, 10), mlp(40, 40), 1, 128, 64),
          maml("sinusoid", regression(1, 10, 10), mlp(40, 40), 5, 32, 16),
          maml("recsys", regression(64, 20, 10), mlp(64, 64), 5, 256, 16),
          maml("omniglot", images(28, 1, 5, 5, 75), conv4(64, Reduction.STRIDE), 5, 16, 1),
          maml("omniglot20", images(28, 1, 20, 20, 100), conv4(64, Reduction.STRIDE), 5, 8, 1),
          maml("mini", images(84, 3, 5, 25, 75), conv4(32, Reduction.POOL), 5, 4, 1));

  private static Workload maml(
      String name, TaskShape shape, ModelSettings model, int innerSteps, int tasks, int block) {
    double rate = MamlSettings.defaults().rate();
    return new Workload(
        name, shape, model, innerSteps, steps -> new MamlSettings(steps, rate, 2), tasks, block);
  }

  /** The workload of that name, or a fault that lists the names. */
  public static Workload named(String name) {
    return ALL.stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Fault.usage("a workload is one of " + names() + " but " + name + " was asked"));
  }

  public static List<String> names() {
    return ALL.stream().map(Workload::name).toList();
  }

  private static TaskShape regression(int features, int support, int query) {
    return new TaskShape(List.of(features), List.of(1), support, query);
  }

  private static TaskShape images(int side, int channels, int classes, int support, int query) {
    return new TaskShape(List.of(side, side, channels), List.of(), support, query, classes);
  }

  private static ModelSettings conv4(int filters, Reduction reduction) {
    return new Conv4Settings(filters, reduction);
  }

  private static ModelSettings mlp(Integer... hidden) {
    return new MlpSettings(List.of(hidden), Activation.RELU);
  }

  public Workload withInnerSteps(int steps) {
    return new Workload(name, shape, model, steps, learner, tasks, block);
  }

  /** The same work by another learner. */
  public Workload withLearner(IntFunction<? extends LearnerSettings> other) {
    return new Workload(name, shape, model, innerSteps, other, tasks, block);
  }

  /** The same with another number of tasks, in blocks no larger than before. */
  public Workload withTasks(int count) {
    return new Workload(name, shape, model, innerSteps, learner, count, Math.min(block, count));
  }

  /** The same with another number of filters, or a fault where the model has none. */
  public Workload withFilters(int filters) {
    if (model instanceof Conv4Settings conv4) {
      var other = new Conv4Settings(filters, conv4.reduction());
      return new Workload(name, shape, other, innerSteps, learner, tasks, block);
    }
    throw Fault.usage("--filters is for convolutions but " + name + " is a perceptron; leave it");
  }

  /** A run without end, of which nothing is judged and nothing written down. */
  Configuration configuration(EngineSettings engine) {
    Configuration defaults = Configuration.defaults();
    var fixed = new FixedTasks(shape, all());
    return new Configuration(
        1,
        fixed,
        model,
        learner.apply(innerSteps),
        AdamSettings.defaults(),
        new TrainingSettings(
            Long.MAX_VALUE, tasks, block, 0, defaults.training().sums(), .5, 0, .5),
        new EvaluationSettings(1, 0, 0, 1, fixed, List.of()),
        defaults.checkpoint(),
        engine);
  }

  /** The tasks of a meta-batch. */
  List<Task> all() {
    return IntStream.range(0, tasks).mapToObj(this::task).toList();
  }

  /** How many blocks a meta-batch has. */
  int shards() {
    return (tasks + block - 1) / block;
  }

  private Task task(int number) {
    Key key = Key.of(0).fold(number);
    return new Task(
        "task " + number,
        examples(key.fold("support"), shape.support()),
        examples(key.fold("query"), shape.query()),
        "normal numbers");
  }

  private Examples examples(Key key, int count) {
    HostTensor features = tensor(normal(key.fold("features"), count * size()), count);
    return Examples.of(features, shape.classes() > 0 ? classes(count) : targets(key, count));
  }

  private int size() {
    return shape.features().stream().reduce(1, Math::multiplyExact);
  }

  private HostTensor tensor(float[] values, int count) {
    int[] dimensions =
        IntStream.concat(IntStream.of(count), shape.features().stream().mapToInt(Integer::intValue))
            .toArray();
    return HostTensor.of(values, dimensions);
  }

  private static HostTensor targets(Key key, int count) {
    return HostTensor.of(normal(key.fold("targets"), count), count, 1);
  }

  /** Each class equally often, one after the other. */
  private HostTensor classes(int count) {
    float[] classes = new float[count];
    for (int i = 0; i < count; i++) {
      classes[i] = Math.floorDiv(i * shape.classes(), count);
    }
    return HostTensor.of(classes, count);
  }

  private static float[] normal(Key key, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) key.normal(i);
    }
    return values;
  }
}
