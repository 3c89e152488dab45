package dev.kindling.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.meaning.Kinds;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.setting.Wording;
import dev.kindling.setting.WrittenSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.GlyphsSettings;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.Split;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import dev.kindling.task.UsersSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an adapter says of a task is what an evaluation says of it, to the bit. */
class AdapterTest {
  private static final EngineSettings ENGINE = new EngineSettings("onednn", "auto", "256m");
  private static final int TASKS = 3;
  private static final int STEPS = 2;
  private static final ModelSettings PERCEPTRON = new MlpSettings(List.of(24), Activation.RELU);

  /** A learner on tasks that it takes. */
  record Trained(String name, TaskSettings tasks, ModelSettings model, LearnerSettings learner) {

    EpisodeSettings episodes(int tasksPerShard) {
      return new EpisodeSettings(tasks, model, learner, ENGINE, tasksPerShard, STEPS);
    }

    Prior prior() {
      return after(Key.of(1));
    }

    Prior after(Key key) {
      TaskSource source = tasks.open(Split.TRAIN);
      var fresh = learner.build(model, model.columned(source.shape()));
      long ample = ENGINE.open().target().ampleFlops();
      float[] theta = fresh.initialise(key);
      return new Prior(source.shape(), source.sizes(), model, learner, STEPS, 0, ample, theta);
    }

    /** What an evaluation says of some tasks. */
    List<TaskAnswers> judged(int tasksPerShard) {
      List<TaskAnswers> answers = new ArrayList<>();
      try (EpisodeWorker worker = EpisodeWorker.open(episodes(tasksPerShard))) {
        MetaState state = MetaState.start(prior().theta());
        for (Shard shard : Shard.cut(Split.TEST, Key.of(2), TASKS, tasksPerShard)) {
          answers.addAll(worker.answers(state, shard));
        }
      }
      return answers;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  record Chosen(LearnerSettings learner) {}

  static Stream<Trained> catalogue() {
    var users = new Trained("users", UsersSettings.defaults(), PERCEPTRON, WAVES.learner());
    return Stream.concat(
        Stream.of(users),
        Kinds.names(LearnerSettings.class).stream().flatMap(AdapterTest::onTasksThatItTakes));
  }

  private static Stream<Trained> onTasksThatItTakes(String kind) {
    LearnerSettings learner =
        WrittenSettings.parse("learner: {kind: %s}".formatted(kind), "test", Wording.of("a test"))
            .into(Chosen.class)
            .learner();
    return Stream.of(
            new Trained(kind + " on waves", SinusoidSettings.defaults(), PERCEPTRON, learner),
            new Trained(
                kind + " on glyphs",
                new GlyphsSettings(3, 2, 3, 12, 100, 1),
                new Conv4Settings(6, Reduction.STRIDE),
                learner))
        .filter(AdapterTest::isTaken);
  }

  private static boolean isTaken(Trained trained) {
    try {
      trained.prior();
      return true;
    } catch (Fault refused) {
      return false;
    }
  }

  private static Adapter adapter(Trained trained) {
    return new Adapter(trained.prior(), ENGINE.open(), 2);
  }

  private static float[] said(TaskAnswers answers) {
    float[] scores = answers.steps().get(answers.steps().size() - 1).scores();
    int outputs = answers.steps().get(0).outputs();
    return Arrays.copyOf(scores, answers.task().query().count() * outputs);
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void itSaysWhatAnEvaluationSays(Trained trained) {
    List<TaskAnswers> judged = trained.judged(1);
    List<Problem> problems = new ArrayList<>();
    judged.forEach(
        one -> problems.add(new Problem(one.task().support(), one.task().query().features())));
    try (Adapter adapter = adapter(trained)) {
      List<Answered> solved = adapter.solve(problems);
      for (int i = 0; i < judged.size(); i++) {
        float[] expected = said(judged.get(i));
        assertThat(solved.get(i).scores()).containsExactly(expected);
        Adapted adapted = adapter.adapt(problems.get(i).support());
        assertThat(adapted.predict(problems.get(i).questions()).scores()).containsExactly(expected);
        Adapted restored = adapter.restore(adapted.toBytes());
        assertThat(restored.predict(problems.get(i).questions()).scores())
            .containsExactly(expected);
      }
    }
  }

  private static final Trained WAVES =
      new Trained("waves", SinusoidSettings.defaults(), PERCEPTRON, new MamlSettings(2, .05, 2));

  private static final Trained GLYPHS =
      new Trained(
          "glyphs",
          new GlyphsSettings(3, 2, 3, 12, 100, 1),
          PERCEPTRON,
          new MamlSettings(2, .05, 2));

  /** The features and targets of a wave at so many places. */
  private static Examples wave(int phase, int count) {
    float[] features = new float[count];
    float[] targets = new float[count];
    for (int i = 0; i < count; i++) {
      features[i] = i * .5f - 2;
      targets[i] = (float) Math.sin(features[i] + phase);
    }
    return Examples.of(HostTensor.of(features, count, 1), HostTensor.of(targets, count, 1));
  }

  /** Rows do not see each other where the model takes no statistics of them. */
  @Test
  void aQuestionIsAnsweredAlikeAloneAndAmongOthers() {
    try (Adapter adapter = adapter(WAVES)) {
      int query = WAVES.prior().shape().query();
      HostTensor questions = wave(0, 2 * query + 3).features();
      Adapted adapted = adapter.adapt(wave(1, 10));
      float[] together = adapted.predict(questions).scores();
      assertThat(together).hasSize(2 * query + 3);
      for (int i = 0; i < together.length; i++) {
        HostTensor one = HostTensor.of(new float[] {questions.floats()[i]}, 1, 1);
        assertThat(adapted.predict(one).score(0, 0)).isEqualTo(together[i]);
      }
    }
  }

  @Test
  void furtherExamplesAreLearnedWithTheFirst() {
    try (Adapter adapter = adapter(WAVES)) {
      HostTensor questions = wave(0, 4).features();
      for (int count : List.of(1, 3, 9, 11, 24)) {
        Adapted grown = adapter.adapt(wave(1, count)).with(wave(2, 2));
        Adapted anew = adapter.adapt(Joined.of(wave(1, count), wave(2, 2)));
        assertThat(grown.support().count()).isEqualTo(count + 2);
        assertThat(grown.predict(questions).scores())
            .containsExactly(anew.predict(questions).scores())
            .doesNotContain(adapter.adapt(wave(1, count)).predict(questions).scores());
      }
    }
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    try (Adapter adapter = adapter(WAVES)) {
      HostTensor questions = wave(0, 4).features();
      List<float[]> alone = new ArrayList<>();
      for (int phase = 0; phase < 20; phase++) {
        alone.add(adapter.adapt(wave(phase, 5 + phase % 3)).predict(questions).scores());
      }
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Future<float[]>> results = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          int phase = i % 20;
          results.add(
              threads.submit(
                  () -> adapter.adapt(wave(phase, 5 + phase % 3)).predict(questions).scores()));
        }
        for (int i = 0; i < results.size(); i++) {
          assertThat(results.get(i).get()).containsExactly(alone.get(i % 20));
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void classesAreChosenAndTheirProbabilitiesAddUp() {
    TaskAnswers judged = GLYPHS.judged(1).get(0);
    try (Adapter adapter = adapter(GLYPHS)) {
      Answered answered =
          adapter.adapt(judged.task().support()).predict(judged.task().query().features());
      assertThat(answered.kind()).isEqualTo(TargetKind.CLASSES);
      assertThat(answered.questions()).isEqualTo(9);
      assertThat(answered.outputs()).isEqualTo(3);
      for (int i = 0; i < 9; i++) {
        double sum = 0;
        for (int output = 0; output < 3; output++) {
          sum += answered.probability(i, output);
          assertThat(answered.score(i, answered.chosen(i)))
              .isGreaterThanOrEqualTo(answered.score(i, output));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void whatAModelDoesNotTakeIsOneSentence() {
    try (Adapter adapter = adapter(WAVES)) {
      Adapted adapted = adapter.adapt(wave(0, 3));
      assertRefused(
          () -> adapted.predict(HostTensor.of(new float[4], 2, 2)),
          "questions are expected as F32 of shape [n, 1] but are F32[2, 2]; give them as the model"
              + " learned them");
      assertRefused(
          () -> adapted.predict(HostTensor.of(new float[] {1, Float.NaN}, 2, 1)),
          "questions have NaN at place 1 of row 2 where a finite number is expected; leave the row"
              + " out, or fill it");
      assertRefused(
          () -> adapter.adapt(wave(0, 641)),
          "a task has 641 support examples but a model that learned from tasks of 10 adapts to at"
              + " most 640; give fewer");
      Examples weightless =
          new Examples(wave(0, 2).features(), wave(0, 2).targets(), HostTensor.of(new float[2], 2));
      assertRefused(
          () -> adapter.adapt(weightless),
          "a task has 2 support examples of weight 0 and no other; give one that counts");
    }
    try (Adapter adapter = adapter(GLYPHS)) {
      assertRefused(
          () -> adapter.adapt(characters(1, 1, 1)),
          "all 3 support examples are of class 1; give examples of two classes at least");
      assertRefused(
          () -> adapter.adapt(characters(0, 1, 3)),
          "a support target is 3.0 where a class from 0 to 2 is expected; correct it");
      assertRefused(
          () -> adapter.adapt(characters(0, .5f, 1)),
          "a support target is 0.5 where a class from 0 to 2 is expected; correct it");
    }
  }

  private static Examples characters(float... classes) {
    int count = classes.length;
    return Examples.of(
        HostTensor.of(new float[count * 144], count, 12, 12, 1), HostTensor.of(classes, count));
  }

  @Test
  void whatWasKeptIsOfOneModelAndNoByteOfItChangesUnnoticed() {
    try (Adapter adapter = adapter(WAVES);
        Adapter other = new Adapter(WAVES.after(Key.of(8)), ENGINE.open(), 1)) {
      byte[] bytes = adapter.adapt(wave(0, 3)).toBytes();
      assertThatThrownBy(() -> other.restore(bytes))
          .hasMessageStartingWith("a kept adaptation is of the model ")
          .hasMessageEndingWith("; adapt anew, or open that model");
      for (int i = 0; i < bytes.length; i += 7) {
        byte[] changed = bytes.clone();
        changed[i] ^= 4;
        assertThatThrownBy(() -> adapter.restore(changed))
            .as("byte %d", i)
            .isInstanceOfSatisfying(
                Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA));
        byte[] cut = Arrays.copyOf(bytes, i);
        assertThatThrownBy(() -> adapter.restore(cut))
            .isInstanceOf(Fault.class)
            .hasMessageStartingWith("a kept adaptation is damaged: ");
      }
    }
  }

  @Test
  void aModelThatDivergesSaysSo() {
    Examples far =
        Examples.of(wave(0, 3).features(), HostTensor.of(new float[] {3e38f, -3e38f, 3e38f}, 3, 1));
    HostTensor questions = wave(0, 2).features();
    try (Adapter adapter = adapter(WAVES)) {
      assertThatThrownBy(() -> adapter.adapt(far).predict(questions))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DIVERGED))
          .hasMessage(
              "the model diverged: what it says after it was adapted to 3 support examples is not"
                  + " finite; check their scale against what it learned from");
      List<Answered> both =
          adapter.solve(List.of(new Problem(far, questions), new Problem(wave(0, 3), questions)));
      assertThat(both).extracting(Answered::isSound).containsExactly(false, true);
      assertThat(both.get(1).scores())
          .containsExactly(adapter.adapt(wave(0, 3)).predict(questions).scores());
    }
  }

  @Test
  void aClosedAdapterSaysSo() {
    Adapter adapter = adapter(WAVES);
    Adapted adapted = adapter.adapt(wave(0, 3));
    adapter.close();
    assertThatThrownBy(() -> adapted.predict(wave(0, 1).features()))
        .hasMessage("the adapter is closed");
  }

  private static void assertRefused(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA))
        .hasMessage(sentence);
  }
}
