package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Engine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockWorkerTest {
  private static final Key KEY = Key.of(7);
  private static final TaskShape SHAPE = new TaskShape(List.of(3), List.of(1), 4, 5);

  private final Engine engine = new OneDnnEngine("auto", 1 << 28);
  private final EpisodePrograms learner =
      EpisodePrograms.of(
          new MamlSettings(2, 0.05, 2), new MlpSettings(List.of(8), Activation.TANH), SHAPE);
  private final float[] theta = learner.initialise(Key.of(1));

  private BlockWorker worker(int places) {
    return BlockWorker.open(learner, EpisodePlans.of(learner, places, 3, engine), engine);
  }

  private static List<Task> tasks(int count) {
    return IntStream.range(0, count).mapToObj(i -> task(i, 0)).toList();
  }

  private static Task task(int number, float poison) {
    Key key = Key.of(100 + number);
    float[] features = numbers(key.fold("x"), 4 * 3);
    features[5] += poison;
    Examples support =
        Examples.of(HostTensor.of(features, 4, 3), HostTensor.of(numbers(key, 4), 4, 1));
    Examples query =
        Examples.of(
            HostTensor.of(numbers(key.fold("q"), 5 * 3), 5, 3),
            HostTensor.of(numbers(key.fold("r"), 5), 5, 1));
    return new Task("task " + number, support, query, "test");
  }

  private static float[] numbers(Key key, int size) {
    return SampleNumbers.floats(SampleNumbers.of(key, Shape.of(size), false));
  }

  private static double[] sumOfSingles(BlockWorker worker, float[] theta, List<Task> tasks) {
    double[] sum = new double[theta.length];
    for (Task task : tasks) {
      float[] gradient = worker.gradient(MetaState.start(theta), List.of(task), KEY).gradient();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += gradient[i];
      }
    }
    return sum;
  }

  @Test
  void aBlockGivesTheSumOfItsTasks() {
    try (BlockWorker block = worker(6);
        BlockWorker single = worker(1)) {
      MetaGradientSum sum = block.gradient(MetaState.start(theta), tasks(6), KEY);
      assertThat(sum.tasks()).isEqualTo(6);
      assertThat(sum.skipped()).isEmpty();
      double[] expected = sumOfSingles(single, theta, tasks(6));
      assertThat(SampleNumbers.difference(SampleNumbers.doubles(sum.gradient()), expected))
          .isLessThan(1e-5);
    }
  }

  @Test
  void emptyPlacesChangeNothing() {
    try (BlockWorker roomy = worker(7);
        BlockWorker single = worker(1)) {
      roomy.gradient(MetaState.start(theta), tasks(7), KEY);
      MetaGradientSum sum = roomy.gradient(MetaState.start(theta), tasks(2), KEY);
      assertThat(sum.tasks()).isEqualTo(2);
      double[] expected = sumOfSingles(single, theta, tasks(2));
      assertThat(SampleNumbers.difference(SampleNumbers.doubles(sum.gradient()), expected))
          .isLessThan(1e-5);
    }
  }

  /** At theta fitted to far-off targets, learning a task of zeros diverges. */
  @Test
  void emptyPlacesDoNotDivergeWhereTasksDoNot() {
    var shape = new TaskShape(List.of(1), List.of(1), 10, 10);
    var model = new MlpSettings(List.of(40, 40), Activation.RELU);
    EpisodePrograms far = EpisodePrograms.of(new MamlSettings(5, 0.03, 2), model, shape);
    float[] fitted = far.initialise(Key.of(1));
    fitted[fitted.length - 1] = 1e5f;
    List<Task> tasks = IntStream.range(0, 4).mapToObj(i -> farTask(i, 1e5)).toList();
    try (BlockWorker full = BlockWorker.open(far, plans(far, 4), engine);
        BlockWorker roomy = BlockWorker.open(far, plans(far, 16), engine)) {
      assertThat(full.gradient(MetaState.start(fitted), tasks, KEY).tasks()).isEqualTo(4);
      assertThat(roomy.gradient(MetaState.start(fitted), tasks, KEY).tasks()).isEqualTo(4);
    }
  }

  private EpisodePlans plans(EpisodePrograms learner, int places) {
    return EpisodePlans.of(learner, places, 1, engine);
  }

  private static Task farTask(int number, double offset) {
    Key key = Key.of(100 + number);
    return new Task(
        "task " + number, wave(key.fold("s"), offset), wave(key.fold("q"), offset), "test");
  }

  private static Examples wave(Key key, double offset) {
    float[] x = new float[10];
    float[] y = new float[10];
    for (int i = 0; i < 10; i++) {
      x[i] = (float) key.uniform(i, -5, 5);
      y[i] = (float) (offset + Math.sin(x[i]));
    }
    return Examples.of(HostTensor.of(x, 10, 1), HostTensor.of(y, 10, 1));
  }

  @Test
  void sizesThatMakeNoProgramAreAUsageFault() {
    refusesAsUsage(List.of(60_000, 60_000), 10);
    refusesAsUsage(List.of(60_000), 1_000_000);
  }

  private void refusesAsUsage(List<Integer> hidden, int support) {
    var settings =
        new EpisodeSettings(
            new SinusoidSettings(support, 10, 0.1, 5, Math.PI, -5, 5),
            new MlpSettings(hidden, Activation.RELU),
            MamlSettings.defaults(),
            EngineSettings.defaults(),
            4,
            2);
    assertThatThrownBy(() -> EpisodePlans.of(settings, engine))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.USAGE))
        .hasMessageStartingWith("these settings make no program: ");
  }

  @Test
  void whatAWorkerDidBeforeDoesNotMatter() {
    try (BlockWorker used = worker(4);
        BlockWorker fresh = worker(4)) {
      used.gradient(MetaState.start(theta), List.of(task(9, Float.NaN)), KEY);
      used.evaluate(MetaState.start(theta), tasks(4), KEY);
      MetaGradientSum again = used.gradient(MetaState.start(theta), tasks(3), KEY);
      MetaGradientSum first = fresh.gradient(MetaState.start(theta), tasks(3), KEY);
      assertThat(again.gradient()).isEqualTo(first.gradient());
      assertThat(again.loss()).isEqualTo(first.loss());
    }
  }

  @Test
  void aTaskThatIsNotANumberIsLeftOutAndNamed() {
    List<Task> poisoned = new ArrayList<>(tasks(4));
    poisoned.set(2, task(2, Float.NaN));
    poisoned.set(3, task(3, Float.POSITIVE_INFINITY));
    List<Task> sound = tasks(2);
    try (BlockWorker worker = worker(4)) {
      MetaGradientSum sum = worker.gradient(MetaState.start(theta), poisoned, KEY);
      assertThat(sum.skipped()).extracting(SkippedTask::task).containsExactly("task 2", "task 3");
      assertThat(sum.skipped().get(0).reason()).isEqualTo("its loss is NaN");
      assertThat(sum.tasks()).isEqualTo(2);
      assertThat(sum.gradient())
          .isEqualTo(worker.gradient(MetaState.start(theta), sound, KEY).gradient());
      EvaluationSum evaluation = worker.evaluate(MetaState.start(theta), poisoned, KEY);
      assertThat(evaluation.errors()).hasDimensions(2, 4);
      assertThat(evaluation.errors())
          .isDeepEqualTo(worker.evaluate(MetaState.start(theta), sound, KEY).errors());
      assertThat(evaluation.skipped()).hasSize(2);
    }
  }

  @Test
  void aTaskOnWhichTheEngineFailsIsLeftOutAndNamed() {
    float bad = 12345;
    List<Task> some = new ArrayList<>(tasks(4));
    some.set(1, withFeature(task(1, 0), bad));
    List<Task> others = List.of(some.get(0), some.get(2), some.get(3));
    var failing = new FailingEngine(engine, bad);
    try (BlockWorker worker =
            BlockWorker.open(learner, EpisodePlans.of(learner, 4, 3, failing), failing);
        BlockWorker sound = worker(4)) {
      MetaGradientSum sum = worker.gradient(MetaState.start(theta), some, KEY);
      assertThat(sum.skipped())
          .containsExactly(
              new SkippedTask(
                  "task 1",
                  "the engine failing failed: java.lang.IllegalStateException: status 3 for matmul",
                  SkippedTask.Cause.ENGINE));
      assertThat(sum.tasks()).isEqualTo(3);
      MetaGradientSum expected = sound.gradient(MetaState.start(theta), others, KEY);
      assertThat(
              SampleNumbers.difference(
                  SampleNumbers.doubles(sum.gradient()),
                  SampleNumbers.doubles(expected.gradient())))
          .isLessThan(1e-5);
      assertThat(worker.gradient(MetaState.start(theta), tasks(4), KEY).gradient())
          .isEqualTo(sound.gradient(MetaState.start(theta), tasks(4), KEY).gradient());
    }
  }

  @Test
  void aTaskOfAnEvaluationOnWhichTheEngineFailsIsLeftOutToo() {
    float bad = 12345;
    List<Task> some = new ArrayList<>(tasks(4));
    some.set(1, withFeature(task(1, 0), bad));
    var failing = new FailingEngine(engine, bad);
    try (BlockWorker worker =
            BlockWorker.open(learner, EpisodePlans.of(learner, 4, 3, failing), failing);
        BlockWorker sound = worker(4)) {
      EvaluationSum sum = worker.evaluate(MetaState.start(theta), some, KEY);
      assertThat(sum.skipped())
          .containsExactly(
              new SkippedTask(
                  "task 1",
                  "the engine failing failed: java.lang.IllegalStateException: status 3 for matmul",
                  SkippedTask.Cause.ENGINE));
      assertThat(sum.rows())
          .extracting(TaskRow::task)
          .containsExactly("task 0", "task 2", "task 3");
      double[][] expected = sound.evaluate(MetaState.start(theta), tasks(4), KEY).errors();
      assertThat(sum.errors())
          .isDeepEqualTo(new double[][] {expected[0], expected[2], expected[3]});
      assertThat(worker.evaluate(MetaState.start(theta), tasks(4), KEY).errors())
          .isDeepEqualTo(expected);

      List<Task> all = tasks(2).stream().map(task -> withFeature(task, bad)).toList();
      assertThatThrownBy(() -> worker.evaluate(MetaState.start(theta), all, KEY))
          .hasMessageEndingWith(
              "status 3 for matmul; it fails on each of the tasks task 0, task 1");
    }
  }

  @Test
  void theOnlyTaskOfABlockIsLeftOutOfAnEvaluationAsAnyOther() {
    float bad = 12345;
    var failing = new FailingEngine(engine, bad);
    try (BlockWorker worker =
        BlockWorker.open(learner, EpisodePlans.of(learner, 4, 3, failing), failing)) {
      List<Task> only = List.of(withFeature(task(1, 0), bad));
      EvaluationSum left = worker.evaluate(MetaState.start(theta), only, KEY);
      assertThat(left.rows()).isEmpty();
      assertThat(left.skipped()).extracting(SkippedTask::task).containsExactly("task 1");
      EvaluationSum others = worker.evaluate(MetaState.start(theta), tasks(2), KEY);
      assertThat(left.plus(others).errors()).isDeepEqualTo(others.errors());
      assertThat(left.plus(others).metrics()).isEqualTo(others.metrics());
    }
  }

  @Test
  void anEngineThatFailsOnEachTaskIsBrokenItself() {
    float bad = 12345;
    var failing = new FailingEngine(engine, bad);
    List<Task> all = tasks(2).stream().map(task -> withFeature(task, bad)).toList();
    try (BlockWorker worker =
        BlockWorker.open(learner, EpisodePlans.of(learner, 4, 3, failing), failing)) {
      assertThatThrownBy(() -> worker.gradient(MetaState.start(theta), all, KEY))
          .hasMessageEndingWith(
              "status 3 for matmul; it fails on each of the tasks task 0, task 1");
    }
  }

  private static Task withFeature(Task task, float number) {
    float[] features = task.support().features().floats().clone();
    features[0] = number;
    Examples support = Examples.of(HostTensor.of(features, 4, 3), task.support().targets());
    return new Task(task.name(), support, task.query(), "test");
  }

  @Test
  void evaluationLearnsTheSupportExamples() {
    try (BlockWorker worker = worker(5)) {
      Task task = task(0, 0);
      Examples examples = task.support();
      var copied = Examples.of(pad(examples.features(), 3), pad(examples.targets(), 1));
      Task memory = new Task("memory", examples, copied, "test");
      double[] errors = worker.evaluate(MetaState.start(theta), List.of(memory), KEY).errors()[0];
      assertThat(errors).hasSize(4);
      for (int step = 1; step < errors.length; step++) {
        assertThat(errors[step]).isLessThan(errors[step - 1]);
      }
    }
  }

  /** The first of four examples once more, to make five. */
  private static HostTensor pad(HostTensor four, int width) {
    float[] five = Arrays.copyOf(four.floats(), 5 * width);
    System.arraycopy(four.floats(), 0, five, 4 * width, width);
    return HostTensor.of(five, 5, width);
  }

  @Test
  void aTaskOfAnotherShapeIsRefusedByName() {
    Examples odd =
        Examples.of(HostTensor.of(new float[8], 4, 2), HostTensor.of(new float[4], 4, 1));
    Examples odder =
        Examples.of(HostTensor.of(new float[10], 5, 2), HostTensor.of(new float[5], 5, 1));
    try (BlockWorker worker = worker(1)) {
      Task task = new Task("user 17", odd, odder, "test");
      assertThatThrownBy(() -> worker.gradient(MetaState.start(theta), List.of(task), KEY))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("task user 17 has")
          .hasMessageContaining("expects 12 numbers");
    }
  }

  @Test
  void moreTasksThanPlacesAreRefused() {
    try (BlockWorker worker = worker(2)) {
      assertThatThrownBy(() -> worker.gradient(MetaState.start(theta), tasks(3), KEY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("3 tasks do not fit a block of 2");
    }
  }

  /** Training and evaluation have the memory in turns: each alone would fit in what is stated. */
  @Test
  void aWorkerNeedsAsMuchAsItsLargerProgram() {
    EpisodePlans plans = EpisodePlans.of(learner, 16, 3, engine);
    long training = engine.footprint(plans.training()).bytes();
    long evaluation = engine.footprint(plans.evaluation()).bytes();
    assertThat(plans.peakBytes())
        .isGreaterThanOrEqualTo(Math.max(training, evaluation))
        .isLessThan(training + evaluation);
    var exact = new OneDnnEngine("auto", plans.peakBytes());
    assertThat(EpisodePlans.of(learner, 16, 3, exact).training().recomputed()).isZero();
  }

  @Test
  void plansThatNeedTooMuchMemoryAreRefusedWithWhatWouldFit() {
    var small = new OneDnnEngine("auto", 60 << 10);
    assertThatThrownBy(() -> EpisodePlans.of(learner, 64, 3, small))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RESOURCES))
        .hasMessageMatching(
            "a worker needs \\d+ bytes for shards of 64 tasks but the engine's memory is 61440 bytes; "
                + "raise it to \\d+k or lower tasks-per-shard to \\d+");
  }
}
