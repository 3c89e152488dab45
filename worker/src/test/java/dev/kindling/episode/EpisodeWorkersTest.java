package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.MlpSettings;
import dev.kindling.task.Key;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.Split;
import org.junit.jupiter.api.Test;

class EpisodeWorkersTest {

  private static EpisodeSettings settings(int tasksPerShard) {
    return new EpisodeSettings(
        SinusoidSettings.defaults(),
        MlpSettings.defaults(),
        MamlSettings.defaults(),
        new EngineSettings("onednn", "auto", "64m"),
        tasksPerShard,
        2);
  }

  @Test
  void plansAreMadeOnceAndWorkersTakeThemOver() {
    try (var workers = new EpisodeWorkers()) {
      EpisodePlans plans = workers.plan(settings(3));

      assertThat(workers.plan(settings(3))).isSameAs(plans);
      workers.beginCompiling(settings(3));
      float[] theta = workers.use(settings(3), worker -> worker.initialise(Key.of(1)));
      Shard shard = new Shard(Split.TRAIN, Key.of(2), 0, 3);
      MetaState state = MetaState.start(theta);
      MetaGradientSum sum = workers.use(settings(3), worker -> worker.gradient(state, shard));

      assertThat(sum.tasks()).isEqualTo(3);
      assertThat(workers.plan(settings(3))).isSameAs(plans);
    }
  }

  @Test
  void plansOfOtherSettingsReplaceThem() {
    try (var workers = new EpisodeWorkers()) {
      EpisodePlans plans = workers.plan(settings(3));
      EpisodePlans others = workers.plan(settings(4));

      assertThat(others.tasks()).isEqualTo(4);
      assertThat(workers.plan(settings(3))).isNotSameAs(plans);
    }
  }
}
