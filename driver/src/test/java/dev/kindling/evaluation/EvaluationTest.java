package dev.kindling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EvaluationSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SkippedTask;
import dev.kindling.episode.TaskRow;
import dev.kindling.fault.Fault;
import dev.kindling.runner.Runner;
import dev.kindling.runner.ShardFunction;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  private static EvaluationReport reported(int counted, SkippedTask... skipped) {
    Configuration one = small("training.tasks-per-shard=11");
    return Evaluation.of(one, new PartlyFailing(counted, List.of(skipped)))
        .report(start(one), Split.TEST);
  }

  private static SkippedTask failed(String task) {
    return new SkippedTask(task, "the engine onednn failed: status 3", SkippedTask.Cause.ENGINE);
  }

  @Test
  void tasksOnWhichTheEngineFailedAreCountedApart() {
    var wild = new SkippedTask("wild", "its loss is NaN");
    EvaluationReport report = reported(3, failed("a"), wild, failed("b"));

    assertThat(report.skipped()).isEqualTo(3);
    assertThat(report.failed()).extracting(SkippedTask::task).containsExactly("a", "b");
    assertThat(report.firstSkipped()).contains(wild);
    assertThat(report.finalError()).isEqualTo(1);
    assertThat(report.results())
        .filteredOn(result -> !result.skipped().isEmpty())
        .extracting(TaskResult::task)
        .containsExactly("a", "wild", "b");
  }

  @Test
  void anEngineThatFailsOnMostTasksIsNotTakenForAModelThatDiverged() {
    assertThatThrownBy(() -> reported(1, failed("a"), failed("b")))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "the engine failed on 2 of 3 test tasks, of which too few are left to judge a model on; of"
                + " the first, a, the engine onednn failed: status 3; run kindling check on each"
                + " machine that computes")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
    assertThat(reported(2, failed("a"), failed("b")).episodes()).isEqualTo(2);
  }

  /** Answers as if its engine had failed on some tasks. */
  private record PartlyFailing(int counted, List<SkippedTask> skipped) implements Runner {
    @Override
    @SuppressWarnings("unchecked") // the one function that is asked for
    public <R> List<R> compute(
        EpisodeSettings settings,
        MetaState state,
        List<Shard> shards,
        List<Shard> coming,
        ShardFunction<R> function) {
      List<TaskRow> rows =
          IntStream.range(0, counted)
              .mapToObj(i -> new TaskRow("sound " + i, new double[] {3, 2, 1}, List.of()))
              .toList();
      return (List<R>) List.of(new EvaluationSum(List.of(), rows, List.of(), skipped));
    }

    @Override
    public int atOnce() {
      return 1;
    }

    @Override
    public ShardTime time() {
      return ShardTime.NONE;
    }

    @Override
    public long idleNanos() {
      return 0;
    }

    @Override
    public String sparkVersion() {
      return "none";
    }

    @Override
    public void close() {}
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
