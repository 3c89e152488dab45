package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.learner.metric.PrototypicalSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.GlyphsSettings;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.MixturePart;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import dev.kindling.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberingMeanTest {
  private static final Key KEY = Key.of(7);
  private static final int CLASSES = 3;
  private static final int STEPS = 2;
  private static final float[] WEIGHTS = {1, 2, 0, .5f};
  private static final float[] TRUE_CLASSES = {2, 0, 1, 1};

  private final Engine engine = new ReferenceEngine(1 << 28);

  private static EpisodePrograms maml(int queries) {
    var shape = new TaskShape(List.of(2), List.of(), 4, queries, CLASSES);
    var model = new MlpSettings(List.of(6), Activation.TANH);
    return EpisodePrograms.of(new MamlSettings(STEPS, 1, 2), model, shape);
  }

  private BlockWorker worker(EpisodePrograms programs) {
    return BlockWorker.open(programs, EpisodePlans.of(programs, 2, STEPS, engine), engine);
  }

  private static float[] numbers(Key key, int size) {
    return SampleNumbers.floats(SampleNumbers.of(key, Shape.of(size), false));
  }

  private static Task task(int number, Examples query) {
    HostTensor classes = HostTensor.of(new float[] {0, 1, 2, 1}, 4);
    HostTensor features = HostTensor.of(numbers(Key.of(number), 4 * 2), 4, 2);
    return new Task("task " + number, Examples.of(features, classes), query, "test");
  }

  private static float[] questions(int number) {
    return numbers(Key.of(number).fold("query"), WEIGHTS.length * 2);
  }

  private static Task whole(int number) {
    int count = WEIGHTS.length;
    return task(
        number,
        new Examples(
            HostTensor.of(questions(number), count, 2),
            HostTensor.of(TRUE_CLASSES, count),
            HostTensor.of(WEIGHTS, count)));
  }

  /** The task with one of its questions, and a class of which is asked how likely it is. */
  private static Task single(int number, int question, int asked) {
    float[] features = Arrays.copyOfRange(questions(number), 2 * question, 2 * question + 2);
    return task(
        number, Examples.of(HostTensor.of(features, 1, 2), HostTensor.of(new float[] {asked}, 1)));
  }

  private static EvaluationSum evaluated(BlockWorker worker, int permutations, Task... tasks) {
    float[] theta = maml(1).initialise(Key.of(1));
    return worker.evaluate(MetaState.start(theta), List.of(tasks), KEY, permutations);
  }

  /** The mean over renumbered tasks, each evaluated alone, of what a class of a question gets. */
  private static double probability(
      BlockWorker worker, int number, int question, int asked, int numberings, int step) {
    Task task = single(number, question, asked);
    Key own = KEY.fold(task.name()).fold("numbering");
    double sum = 0;
    for (Numbering numbering : Numbering.of(task, CLASSES, numberings, own)) {
      sum += Math.exp(-evaluated(worker, 1, numbering.apply(task)).errors()[0][step]);
    }
    return sum / numberings;
  }

  @Test
  void errorsAndMetricsAreThoseOfTheMeanOfProbabilities() {
    try (BlockWorker all = worker(maml(WEIGHTS.length));
        BlockWorker one = worker(maml(1))) {
      EvaluationSum sum = evaluated(all, 4, whole(1), whole(2));
      assertThat(sum.rows()).extracting(TaskRow::task).containsExactly("task 1", "task 2");
      for (int number = 1; number <= 2; number++) {
        for (int step = 0; step <= STEPS; step++) {
          double error = 0;
          double right = 0;
          for (int question = 0; question < WEIGHTS.length; question++) {
            double[] given = new double[CLASSES];
            for (int asked = 0; asked < CLASSES; asked++) {
              given[asked] = probability(one, number, question, asked, 4, step);
            }
            int truth = (int) TRUE_CLASSES[question];
            error -= WEIGHTS[question] * Math.log(given[truth]);
            right += first(given) == truth ? WEIGHTS[question] : 0;
          }
          assertThat(sum.errors()[number - 1][step]).isCloseTo(error / 3.5, within(1e-5));
          assertThat(sum.metric("accuracy")[number - 1][step]).isCloseTo(right / 3.5, within(1e-6));
        }
      }
    }
  }

  /** The place of the largest number, the first of equals. */
  private static int first(double[] numbers) {
    int first = 0;
    for (int i = 1; i < numbers.length; i++) {
      first = numbers[i] > numbers[first] ? i : first;
    }
    return first;
  }

  @Test
  void aGradientLearnerAnswersOtherwiseAndOneNumberingIsTheTasksOwn() {
    try (BlockWorker worker = worker(maml(WEIGHTS.length))) {
      float[] theta = maml(1).initialise(Key.of(1));
      double[][] plain = worker.evaluate(MetaState.start(theta), List.of(whole(1)), KEY).errors();
      assertThat(evaluated(worker, 1, whole(1)).errors()).isDeepEqualTo(plain);
      assertThat(Math.abs(evaluated(worker, 4, whole(1)).errors()[0][STEPS] - plain[0][STEPS]))
          .isGreaterThan(1e-3);
    }
  }

  /** Where a probability is too small for a number, its logarithm is not. */
  @Test
  void answersThatAreSureAndWrongHaveAFiniteError() {
    float[] theta = numbers(Key.of(2), maml(1).layout().size());
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= 3000;
    }
    double most = 0;
    try (BlockWorker worker = worker(maml(1))) {
      for (int asked = 0; asked < CLASSES; asked++) {
        Task task = single(1, 0, asked);
        Key own = KEY.fold(task.name()).fold("numbering");
        double[] each =
            Numbering.of(task, CLASSES, 2, own).stream()
                .mapToDouble(numbering -> firstError(worker, theta, numbering.apply(task), 1))
                .toArray();
        double least = Math.min(each[0], each[1]);
        double other = Math.max(each[0], each[1]);
        double expected = least - Math.log((1 + Math.exp(least - other)) / 2);
        double error = firstError(worker, theta, task, 2);
        assertThat(error).isCloseTo(expected, within(1e-5 * (1 + expected)));
        most = Math.max(most, error);
      }
    }
    assertThat(most).isGreaterThan(1000);
  }

  private static double firstError(BlockWorker worker, float[] theta, Task task, int permutations) {
    return worker.evaluate(MetaState.start(theta), List.of(task), KEY, permutations).errors()[0][0];
  }

  @Test
  void aTaskThatIsNotANumberIsLeftOutAsEver() {
    float[] poisoned = questions(1);
    poisoned[3] = Float.NaN;
    int count = WEIGHTS.length;
    Task bad =
        task(1, Examples.of(HostTensor.of(poisoned, count, 2), HostTensor.of(TRUE_CLASSES, count)));
    try (BlockWorker worker = worker(maml(count))) {
      EvaluationSum sum = evaluated(worker, 3, bad, whole(2));
      assertThat(sum.skipped()).containsExactly(new SkippedTask("task 1", "its loss is NaN"));
      assertThat(sum.errors()).isDeepEqualTo(evaluated(worker, 3, whole(2)).errors());
    }
  }

  private static EpisodeSettings settings(
      TaskSettings tasks, LearnerSettings learner, int tasksPerShard, int permutations) {
    return new EpisodeSettings(
        tasks,
        new MlpSettings(List.of(8), Activation.TANH),
        learner,
        new EngineSettings("onednn", "auto", "256m"),
        tasksPerShard,
        1,
        permutations,
        tasks,
        SumForm.EXACT);
  }

  private static EvaluationSum evaluated(EpisodeSettings settings, Shard shard) {
    try (EpisodeWorker worker = EpisodeWorker.open(settings)) {
      return worker.evaluate(MetaState.start(worker.initialise(Key.of(1))), shard);
    }
  }

  private static Shard shard(int first, int tasks) {
    return new Shard(Split.TEST, Key.of(3), first, tasks).listed();
  }

  /** Tasks of three classes and of five, for a model of five. */
  private static final TaskSettings MIXTURE =
      new MixtureSettings(
          List.of(
              new MixturePart("", 1, new GlyphsSettings(3, 2, 1, 12, 100, 1)),
              new MixturePart("", 1, new GlyphsSettings(5, 1, 2, 12, 100, 1))));

  @Test
  void aLearnerThatComparesAnswersTheSame() {
    var comparing = PrototypicalSettings.defaults();
    EvaluationSum one = evaluated(settings(MIXTURE, comparing, 6, 1), shard(0, 6));
    EvaluationSum many = evaluated(settings(MIXTURE, comparing, 6, 5), shard(0, 6));
    assertThat(one.rows()).hasSize(6);
    for (int task = 0; task < 6; task++) {
      assertThat(many.errors()[task]).containsExactly(one.errors()[task], within(1e-4));
    }
    assertThat(many.metric("accuracy")).isDeepEqualTo(one.metric("accuracy"));
  }

  @Test
  void aTasksBitsAreTheSameInAnyShardOfAnySize() {
    var tasks = new GlyphsSettings(3, 1, 2, 12, 100, 1);
    var maml = new MamlSettings(1, .1, 2);
    double[][] together;
    try (EpisodeWorker worker = EpisodeWorker.open(settings(tasks, maml, 4, 4))) {
      MetaState state = MetaState.start(worker.initialise(Key.of(1)));
      together = worker.evaluate(state, shard(0, 4)).errors();
      double[][] apart = worker.evaluate(state, shard(2, 2)).errors();
      assertThat(apart[0]).containsExactly(together[2]);
      assertThat(apart[1]).containsExactly(together[3]);
    }
    double[][] small = evaluated(settings(tasks, maml, 2, 4), shard(2, 2)).errors();
    assertThat(small[0]).containsExactly(together[2]);
    assertThat(small[1]).containsExactly(together[3]);
  }

  /** Tasks without classes; they are never drawn. */
  private record Classless(int classes) implements TaskSettings {
    private static final long serialVersionUID = 1;

    @Override
    public TaskSource open(Split split) {
      return new TaskSource() {
        @Override
        public TaskShape shape() {
          return new TaskShape(List.of(12, 12, 1), List.of(1), 4, 4, classes);
        }

        @Override
        public Task sample(Key key) {
          throw new UnsupportedOperationException("no task is drawn");
        }
      };
    }
  }

  @Test
  void targetsWithoutClassesAreRefused() {
    refuses(new Classless(1), "say yes or no");
    refuses(new Classless(0), "are numbers");
  }

  private void refuses(TaskSettings tasks, String why) {
    var settings = settings(tasks, PrototypicalSettings.defaults(), 2, 8);
    assertThatThrownBy(() -> EpisodePlans.of(settings, engine))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.USAGE))
        .hasMessage(
            "the mean over 8 permutations of a task's classes is asked for but targets "
                + why
                + ", so that there are no classes to permute; leave permutations at 1");
  }
}
