package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.MlpSettings;
import dev.kindling.task.Key;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.Split;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeWorkerTest {
  private static EpisodeSettings settings(String engine, int tasksPerShard) {
    return new EpisodeSettings(
        SinusoidSettings.defaults(),
        MlpSettings.defaults(),
        MamlSettings.defaults(),
        new EngineSettings(engine, "auto", "64m"),
        tasksPerShard,
        2);
  }

  private static Shard shard(int firstSlot, int tasks) {
    return new Shard(Split.TRAIN, Key.of(3).fold("step"), firstSlot, tasks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"onednn", "nd4j"})
  void enginesAgreeOnAShard(String engine) {
    try (EpisodeWorker fast = EpisodeWorker.open(settings(engine, 4));
        EpisodeWorker slow = EpisodeWorker.open(settings("reference", 4))) {
      float[] theta = fast.initialise(Key.of(1));
      MetaGradientSum fastSum = fast.gradient(MetaState.start(theta), shard(0, 4));
      MetaGradientSum slowSum = slow.gradient(MetaState.start(theta), shard(0, 4));
      assertThat(fastSum.gradient()).hasSameSizeAs(theta);
      for (int i = 0; i < theta.length; i++) {
        float expected = slowSum.gradient()[i];
        assertThat(fastSum.gradient()[i] - expected)
            .isBetween(-1e-3f * (1 + Math.abs(expected)), 1e-3f * (1 + Math.abs(expected)));
      }
    }
  }

  @Test
  void aTaskIsThatOfItsSlotInAnyShard() {
    try (EpisodeWorker worker = EpisodeWorker.open(settings("onednn", 4))) {
      float[] theta = worker.initialise(Key.of(1));
      double[][] together = worker.evaluate(MetaState.start(theta), shard(0, 4)).errors();
      double[][] later = worker.evaluate(MetaState.start(theta), shard(2, 2)).errors();
      assertThat(later[0]).isEqualTo(together[2]);
      assertThat(later[1]).isEqualTo(together[3]);
    }
  }

  private static EpisodeSettings rounded(EpisodeSettings exact) {
    return new EpisodeSettings(
        exact.tasks(),
        exact.model(),
        exact.learner(),
        exact.engine(),
        exact.tasksPerShard(),
        exact.evaluationSteps(),
        exact.permutations(),
        exact.judged(),
        SumForm.HALF_PRECISION);
  }

  @Test
  void onlyGradientsAreRoundedEachShardByDrawsOfItsOwn() {
    EpisodeSettings exact = settings("onednn", 4);
    try (EpisodeWorker worker = EpisodeWorker.open(exact);
        EpisodeWorker rounding = EpisodeWorker.open(rounded(exact))) {
      MetaState state = MetaState.start(worker.initialise(Key.of(1)));
      int moved = worker.layout().moved();
      for (int first : new int[] {0, 4}) {
        MetaGradientSum sum = worker.gradient(state, shard(first, 4));
        Key own = Key.of(3).fold("step").fold("round").fold(first);
        MetaGradientSum half = rounding.gradient(state, shard(first, 4));
        assertThat(half.numbers())
            .usingRecursiveComparison()
            .isEqualTo(HalfNumbers.of(sum.gradient(), moved, own));
        assertThat(half.loss()).isEqualTo(sum.loss());
        assertThat(half.tasks()).isEqualTo(sum.tasks());
      }
      assertThat(rounding.evaluate(state, shard(0, 4)).errors())
          .isEqualTo(worker.evaluate(state, shard(0, 4)).errors());
    }
  }

  /** As if each were what the other settings learn from. */
  @Test
  void tasksOfOtherSizesAreJudgedBesideThoseThatAreLearnedFrom() {
    EpisodeSettings learned = settings("onednn", 4);
    var other = new SinusoidSettings(3, 20, 1, 2, 3, -4, 4);
    EpisodeSettings both =
        new EpisodeSettings(
            learned.tasks(),
            learned.model(),
            learned.learner(),
            learned.engine(),
            4,
            2,
            1,
            other,
            SumForm.EXACT);
    EpisodeSettings alone =
        new EpisodeSettings(other, learned.model(), learned.learner(), learned.engine(), 4, 2);
    try (EpisodeWorker worker = EpisodeWorker.open(both);
        EpisodeWorker learning = EpisodeWorker.open(learned);
        EpisodeWorker judging = EpisodeWorker.open(alone)) {
      float[] theta = worker.initialise(Key.of(1));
      assertThat(worker.gradient(MetaState.start(theta), shard(0, 4)).gradient())
          .isEqualTo(learning.gradient(MetaState.start(theta), shard(0, 4)).gradient());
      assertThat(worker.evaluate(MetaState.start(theta), shard(0, 4).listed()).errors())
          .isEqualTo(judging.evaluate(MetaState.start(theta), shard(0, 4).listed()).errors())
          .isNotEqualTo(learning.evaluate(MetaState.start(theta), shard(0, 4).listed()).errors());
    }
  }

  @Test
  void splitsHoldOtherTasks() {
    try (EpisodeWorker worker = EpisodeWorker.open(settings("onednn", 1))) {
      float[] theta = worker.initialise(Key.of(1));
      var test = new Shard(Split.TEST, Key.of(3).fold("step"), 0, 1);
      assertThat(worker.evaluate(MetaState.start(theta), test).errors()[0])
          .isNotEqualTo(worker.evaluate(MetaState.start(theta), shard(0, 1)).errors()[0]);
    }
  }

  @Test
  void threadsShareTheCacheAndGetTheSameBits() throws Exception {
    EpisodeSettings settings = settings("onednn", 4);
    var pool = Executors.newFixedThreadPool(4);
    try (var workers = new EpisodeWorkers()) {
      float[] theta = workers.use(settings, worker -> worker.initialise(Key.of(1)));
      Callable<float[]> work =
          () ->
              workers.use(
                  settings,
                  worker -> worker.gradient(MetaState.start(theta), shard(0, 4)).gradient());
      float[] expected = work.call();
      List<Future<float[]>> results =
          pool.invokeAll(IntStream.range(0, 32).mapToObj(i -> work).toList());
      for (Future<float[]> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anIdleWorkerIsLentAgainUntilTheSettingsChange() {
    try (var workers = new EpisodeWorkers()) {
      EpisodeWorker first = workers.use(settings("onednn", 4), worker -> worker);
      EpisodeWorker again = workers.use(settings("onednn", 4), worker -> worker);
      assertThat(again).isSameAs(first);
      EpisodeWorker other = workers.use(settings("onednn", 5), worker -> worker);
      assertThat(other).isNotSameAs(first);
      float[] theta = other.initialise(Key.of(1));
      assertThatThrownBy(() -> first.gradient(MetaState.start(theta), shard(0, 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the worker is closed");
    }
  }

  @Test
  void aWorkerThatFailedIsNotLentAgain() {
    try (var workers = new EpisodeWorkers()) {
      EpisodeSettings settings = settings("onednn", 4);
      EpisodeWorker first = workers.use(settings, worker -> worker);
      assertThatThrownBy(
              () ->
                  workers.use(
                      settings,
                      worker -> {
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessage("on purpose");
      EpisodeWorker next = workers.use(settings, worker -> worker);
      assertThat(next).isNotSameAs(first);
    }
  }

  @Test
  void engineSettingsAreValidated() {
    assertThatThrownBy(() -> new EngineSettings("cuda", "auto", "1g"))
        .hasMessage("name must be one of [onednn, nd4j, reference] but is cuda");
    assertThatThrownBy(() -> new EngineSettings("nd4j", "avx2", "1g"))
        .hasMessage(
            "instruction-set must be auto for nd4j, which cannot be held to one, but is avx2");
    assertThatThrownBy(() -> new EngineSettings("onednn", "auto", "much"))
        .hasMessage("memory must be a number and k, m, g or t, as 512m, but is much");
    for (String memory : List.of("0k", "99999999t")) {
      assertThatThrownBy(() -> new EngineSettings("onednn", "auto", memory))
          .hasMessage("memory must be from 1k to 1024t but is " + memory);
    }
    assertThat(new EngineSettings("onednn", "auto", "3m").memoryBytes()).isEqualTo(3 << 20);
  }
}
