package dev.kindling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.MetaState;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static Configuration small(String... overrides) {
    String small =
        "{model: {hidden: [6]}, training: {tasks-per-shard: 3},"
            + " evaluation: {episodes: 11, steps: 2}}";
    return ConfigurationReader.parse(small, "small", List.of(overrides));
  }

  private static MetaState start(Configuration configuration) {
    return MetaState.start(configuration.episodes().buildLearner().initialise(Key.of(1)));
  }

  private static EvaluationReport report(
      Configuration configuration, String master, int partitions, Split split) {
    try (Cluster cluster =
        Cluster.connect("test", Optional.of(master), partitions, damaged -> {})) {
      return Evaluation.of(configuration, cluster).report(start(configuration), split);
    }
  }

  @Test
  void isTheSameOnAnyMasterInAnyPartitions() {
    EvaluationReport report = report(small(), "local[1]", 1, Split.TEST);
    assertThat(report(small(), "local[2]", 7, Split.TEST)).isEqualTo(report);
    assertThat(report.episodes()).isEqualTo(11);
    assertThat(report.skipped()).isZero();
    assertThat(report.errors()).hasSize(3);
    assertThat(report.accuracies()).isEmpty();
  }

  @Test
  void ofClassesTheAccuracyIsTheSameToo() {
    Configuration glyphs =
        small("tasks.kind=glyphs", "tasks.side=10", "tasks.ways=3", "evaluation.permutations=2");
    EvaluationReport report = report(glyphs, "local[1]", 1, Split.TEST);
    assertThat(report(glyphs, "local[2]", 7, Split.TEST)).isEqualTo(report);
    assertThat(report.accuracies()).hasSize(3);
    assertThat(report.accuracies()).allMatch(share -> share.mean() >= 0 && share.mean() <= 1);
    assertThat(report.accuracies().get(2).mean()).isGreaterThan(1 / 3.0);
  }

  @Test
  void isOfTheSplitThatIsAskedFor() {
    assertThat(report(small(), "local[2]", 0, Split.VALIDATION).errors())
        .isNotEqualTo(report(small(), "local[2]", 0, Split.TEST).errors());
  }

  @Test
  void saysSoWhenNoEpisodeCounts() {
    Configuration wild = small("tasks.minimum-amplitude=1e25", "tasks.maximum-amplitude=1e30");

    EvaluationReport report = report(wild, "local[2]", 0, Split.TEST);

    assertThat(report.episodes()).isZero();
    assertThat(report.skipped()).isEqualTo(11);
    assertThat(report.mostCount()).isFalse();
    assertThat(report.finalError()).isNaN();
    assertThat(report.firstSkipped()).get().asString().contains("sinusoid/test/");
  }
}
