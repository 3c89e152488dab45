package dev.kindling.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.setting.Wording;
import dev.kindling.setting.WrittenSettings;
import dev.kindling.task.GlyphsSettings;
import dev.kindling.task.Key;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import dev.kindling.task.UsersSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an adapter says of a task is what an evaluation says of it, to the bit. */
class AdapterTest {
  private static final EngineSettings ENGINE = new EngineSettings("onednn", "auto", "256m");
  private static final int TASKS = 5;
  private static final int STEPS = 3;
  private static final ModelSettings PERCEPTRON = new MlpSettings(List.of(24, 16), Activation.RELU);

  /** A learner on tasks that it takes. */
  record Trained(String name, TaskSettings tasks, ModelSettings model, LearnerSettings learner) {

    EpisodeSettings episodes(int tasksPerShard) {
      return new EpisodeSettings(tasks, model, learner, ENGINE, tasksPerShard, STEPS);
    }

    Learnt learnt() {
      TaskSource source = tasks.open(Split.TRAIN);
      var fresh = learner.build(model, model.columned(source.shape()));
      return new Learnt(
          source.shape(), source.sizes(), model, learner, STEPS, 0, fresh.initialise(Key.of(1)));
    }

    /** What an evaluation says of some tasks. */
    List<TaskAnswers> judged(int tasksPerShard) {
      List<TaskAnswers> answers = new ArrayList<>();
      try (EpisodeWorker worker = EpisodeWorker.open(episodes(tasksPerShard))) {
        MetaState state = MetaState.start(learnt().theta());
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
    return Kinds.names(LearnerSettings.class).stream().flatMap(AdapterTest::onTasksThatItTakes);
  }

  private static Stream<Trained> onTasksThatItTakes(String kind) {
    LearnerSettings learner =
        WrittenSettings.parse("learner: {kind: %s}".formatted(kind), "test", Wording.of("a test"))
            .into(Chosen.class)
            .learner();
    return Stream.of(
            new Trained(kind + " on waves", SinusoidSettings.defaults(), PERCEPTRON, learner),
            new Trained(kind + " on users", UsersSettings.defaults(), PERCEPTRON, learner),
            new Trained(
                kind + " on glyphs",
                new GlyphsSettings(3, 2, 3, 12, 100, 1),
                new Conv4Settings(6, Reduction.STRIDE),
                learner))
        .filter(AdapterTest::isTaken);
  }

  private static boolean isTaken(Trained trained) {
    try {
      trained.learnt();
      return true;
    } catch (Fault refused) {
      return false;
    }
  }

  private static Adapter adapter(Trained trained) {
    return new Adapter(trained.learnt(), ENGINE.open(), 2);
  }

  private static float[] said(TaskAnswers answers) {
    float[] scores = answers.steps().get(answers.steps().size() - 1).scores();
    int outputs = answers.steps().get(0).outputs();
    return Arrays.copyOf(scores, answers.task().query().count() * outputs);
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void itSaysWhatAnEvaluationSays(Trained trained) {
    List<TaskAnswers> judged = trained.judged(TASKS);
    List<TaskAnswers> oneByOne = trained.judged(1);
    List<Problem> problems = new ArrayList<>();
    judged.forEach(
        one -> problems.add(new Problem(one.task().support(), one.task().query().features())));
    try (Adapter adapter = adapter(trained)) {
      List<Answered> solved = adapter.solve(problems);
      for (int i = 0; i < judged.size(); i++) {
        float[] expected = said(judged.get(i));
        assertThat(said(named(oneByOne, judged.get(i)))).containsExactly(expected);
        assertThat(solved.get(i).scores()).containsExactly(expected);
        Adapted adapted = adapter.adapt(problems.get(i).support());
        assertThat(adapted.predict(problems.get(i).questions()).scores()).containsExactly(expected);
        Adapted restored = adapter.restore(adapted.toBytes());
        assertThat(restored.predict(problems.get(i).questions()).scores())
            .containsExactly(expected);
      }
    }
  }

  private static TaskAnswers named(List<TaskAnswers> all, TaskAnswers other) {
    return all.stream()
        .filter(one -> one.task().support().equals(other.task().support()))
        .findFirst()
        .orElseThrow();
  }
}
