package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizedWorkerTest {
  private static final Key KEY = Key.of(7);
  private static final TaskShape LARGEST = new TaskShape(List.of(3), List.of(1), 16, 24);
  private static final int PLACES = 8;
  private static final int STEPS = 2;

  private static EpisodePrograms learner(TaskShape shape, Sizes sizes) {
    var model = new MlpSettings(List.of(8), Activation.TANH);
    return EpisodePrograms.of(new MamlSettings(STEPS, 0.05, 2), model, shape, sizes);
  }

  private static SizedWorker worker(Engine engine) {
    var buckets = new Buckets(LARGEST, PLACES, Sizes.VARYING);
    return new SizedWorker(
        SizedWorkerTest::learner, buckets, buckets, STEPS, engine, new KnownPlans());
  }

  private static Task task(int number, int support, int query) {
    Key key = Key.of(number);
    return new Task(
        "task " + number,
        examples(key.fold("support"), support),
        examples(key.fold("query"), query),
        "test");
  }

  private static Examples examples(Key key, int count) {
    float[] features = SampleNumbers.floats(SampleNumbers.of(key, Shape.of(3 * count), false));
    float[] targets = SampleNumbers.floats(SampleNumbers.of(key.fold("y"), Shape.of(count), false));
    return Examples.of(HostTensor.of(features, count, 3), HostTensor.of(targets, count, 1));
  }

  private static List<Task> ofAllSizes() {
    return List.of(
        task(1, 16, 24),
        task(2, 1, 1),
        task(3, 8, 12),
        task(4, 5, 3),
        task(5, 2, 24),
        task(6, 3, 6),
        task(7, 16, 1),
        task(8, 2, 3));
  }

  private static MetaGradientSum alone(Task task, float[] theta, Engine engine) {
    TaskShape own = LARGEST.sized(task.support().count(), task.query().count());
    EpisodePrograms learner = learner(own, Sizes.FIXED);
    try (BlockWorker worker =
        BlockWorker.open(learner, EpisodePlans.of(learner, 1, STEPS, engine), engine)) {
      return worker.gradient(MetaState.start(theta), List.of(task), KEY);
    }
  }

  @Test
  void onlyTheFirstTaskOfASizeTakesTimeToPrepareFor() {
    try (SizedWorker worker = worker(new ReferenceEngine(1 << 30))) {
      float[] theta = learner(LARGEST, Sizes.VARYING).initialise(KEY);
      MetaState state = MetaState.start(theta);
      assertThat(worker.preparedNanos()).isZero();
      worker.gradient(state, List.of(task(1, 2, 3)), KEY);
      long once = worker.preparedNanos();
      assertThat(once).isPositive();
      worker.gradient(state, List.of(task(2, 2, 3)), KEY);
      assertThat(worker.preparedNanos()).isEqualTo(once);
      worker.gradient(state, List.of(task(3, 16, 24)), KEY);
      assertThat(worker.preparedNanos()).isGreaterThan(once);
    }
  }

  @Test
  void tasksGoWhereTheyJustFit() {
    var buckets = new Buckets(LARGEST, PLACES, Sizes.VARYING);
    var groups = buckets.toLearn(ofAllSizes());
    assertThat(groups.keySet())
        .containsExactly(
            new Bucket(4, 16, 24), new Bucket(2, 8, 12), new Bucket(1, 4, 6), new Bucket(2, 2, 3));
    assertThat(groups.values().stream().map(List::size)).containsExactly(3, 2, 1, 2);
    var fixed = new Buckets(LARGEST, PLACES, Sizes.FIXED);
    var all = new Bucket(PLACES, LARGEST.support(), LARGEST.query());
    assertThat(fixed.toLearn(ofAllSizes())).containsOnlyKeys(all);
    assertThat(fixed.toJudge(ofAllSizes())).containsOnlyKeys(all);
  }

  @Test
  void whereATaskIsJudgedFollowsFromItsSupportExamplesAlone() {
    var groups = new Buckets(LARGEST, PLACES, Sizes.VARYING).toJudge(ofAllSizes());
    assertThat(groups.keySet())
        .containsExactly(
            new Bucket(PLACES, 16, 24),
            new Bucket(PLACES, 8, 24),
            new Bucket(PLACES, 4, 24),
            new Bucket(PLACES, 2, 24));
    assertThat(groups.values().stream().map(List::size)).containsExactly(2, 2, 1, 3);
  }

  /** A task alone in its bucket, filled up, gives what it gives without: every bit of it. */
  @Test
  void fillingATaskUpChangesNothing() {
    var engine = new ReferenceEngine(1 << 28);
    float[] theta = learner(LARGEST, Sizes.VARYING).initialise(Key.of(1));
    try (SizedWorker worker = worker(engine)) {
      for (Task task : ofAllSizes()) {
        MetaGradientSum sum = worker.gradient(MetaState.start(theta), List.of(task), KEY);
        MetaGradientSum expected = alone(task, theta, engine);
        assertThat(sum.gradient()).as(task.name()).containsExactly(expected.gradient());
        assertThat(sum.loss()).isEqualTo(expected.loss());
      }
    }
  }

  @Test
  void tasksOfAllSizesAddUp() {
    for (Engine engine : List.of(new ReferenceEngine(1 << 28), new OneDnnEngine("auto", 1 << 28))) {
      float[] theta = learner(LARGEST, Sizes.VARYING).initialise(Key.of(1));
      double[] expected = new double[theta.length];
      double loss = 0;
      for (Task task : ofAllSizes()) {
        MetaGradientSum one = alone(task, theta, new ReferenceEngine(1 << 28));
        loss += one.loss();
        for (int i = 0; i < expected.length; i++) {
          expected[i] += one.gradient()[i];
        }
      }
      try (SizedWorker worker = worker(engine)) {
        MetaGradientSum sum = worker.gradient(MetaState.start(theta), ofAllSizes(), KEY);
        assertThat(sum.tasks()).isEqualTo(8);
        assertThat(Math.abs(sum.loss() - loss)).isLessThan(1e-5 * loss);
        assertThat(SampleNumbers.difference(SampleNumbers.doubles(sum.gradient()), expected))
            .isLessThan(1e-5);
        assertThat(worker.evaluate(MetaState.start(theta), ofAllSizes(), KEY, 1).errors())
            .hasNumberOfRows(8);
      }
    }
  }

  @Test
  void programsOutOfUseMakeRoomForOthers() {
    long plenty = 1 << 28;
    long bytes = largestBytes(new ReferenceEngine(plenty));
    var small = new ReferenceEngine(bytes + bytes / 4);
    float[] theta = learner(LARGEST, Sizes.VARYING).initialise(Key.of(1));
    List<Task> full = IntStream.range(0, PLACES).mapToObj(i -> task(i, 16, 24)).toList();
    try (SizedWorker roomy = worker(new ReferenceEngine(plenty));
        SizedWorker tight = worker(small)) {
      for (int round = 0; round < 2; round++) {
        for (List<Task> tasks : List.of(full, ofAllSizes())) {
          float[] expected = roomy.gradient(MetaState.start(theta), tasks, KEY).gradient();
          assertThat(tight.gradient(MetaState.start(theta), tasks, KEY).gradient())
              .containsExactly(expected);
        }
      }
      assertThat(roomy.open()).isEqualTo(5);
      assertThat(tight.open()).isLessThan(5);
    }
  }

  /** What the largest program had in turns stays, so that programs which come after have less. */
  @Test
  void theMemoryOfALargeProgramThatIsGoneIsStillCounted() {
    long bytes = largestBytes(new ReferenceEngine(1 << 28));
    var engine = new CountingEngine(new ReferenceEngine(bytes));
    MetaState state = MetaState.start(learner(LARGEST, Sizes.VARYING).initialise(Key.of(1)));
    try (SizedWorker worker = worker(engine)) {
      for (int smaller = 1; smaller <= 8; smaller *= 2) {
        int support = 16 / smaller;
        int query = 24 / smaller;
        for (int count = PLACES; count > 0; count /= 2) {
          List<Task> tasks =
              IntStream.range(0, count).mapToObj(i -> task(i, support, query)).toList();
          worker.gradient(state, tasks, KEY);
          worker.evaluate(state, tasks, KEY, 1);
        }
      }
      assertThat(worker.open()).isGreaterThan(1);
      assertThat(engine.mostBytes()).isLessThanOrEqualTo(bytes);
    }
  }

  /** However many programs there are, and whether tasks are learned or judged. */
  @Test
  void allProgramsOfAWorkerHaveOneMemoryWhichItGivesBack() {
    var engine = new CountingEngine(new OneDnnEngine("auto", 1 << 28));
    float[] theta = learner(LARGEST, Sizes.VARYING).initialise(Key.of(1));
    try (SizedWorker worker = worker(engine)) {
      worker.gradient(MetaState.start(theta), List.of(task(1, 2, 3)), KEY);
      worker.evaluate(MetaState.start(theta), ofAllSizes(), KEY, 1);
      worker.gradient(MetaState.start(theta), ofAllSizes(), KEY);
      assertThat(engine.workspaces()).isEqualTo(1);
      assertThat(engine.compiled()).as("five to learn with, four to judge with").isEqualTo(9);
    }
    assertThat(engine.workspaces()).isZero();
    assertThat(engine.compiled()).isZero();
  }

  @Test
  void aWorkerThatIsDroppedBeforeItsFirstTaskLeavesNothing() {
    var engine = new CountingEngine(new OneDnnEngine("auto", 1 << 28));
    worker(engine).close();
    assertThat(engine.workspaces()).isZero();
  }

  private static long largestBytes(Engine engine) {
    EpisodePrograms learner = learner(LARGEST, Sizes.VARYING);
    return EpisodePlans.of(learner, PLACES, STEPS, engine).peakBytes();
  }

  @Test
  void aTaskLargerThanTheLargestIsRefused() {
    try (SizedWorker worker = worker(new ReferenceEngine(1 << 28))) {
      float[] theta = learner(LARGEST, Sizes.VARYING).initialise(Key.of(1));
      assertThatThrownBy(
              () -> worker.gradient(MetaState.start(theta), List.of(task(9, 17, 1)), KEY))
          .hasMessageContaining("task task 9 has ")
          .hasMessageContaining("expects at most 48 numbers of type F32 for each task");
    }
  }
}
