package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.checkpoint.Best;
import dev.kindling.checkpoint.TrainingState;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.episode.MetaState;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.fault.Fault;
import dev.kindling.task.Split;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaTrainingTest {
  private static Cluster cluster;

  @TempDir private Path output;

  @BeforeAll
  static void connect() {
    cluster = Runs.cluster("local[2]", 0);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private TrainingState run(Configuration configuration, TrainingListener listener) {
    return Runs.run(configuration, cluster, output, () -> false, listener);
  }

  @Test
  void learns() {
    Configuration configuration =
        Runs.small(
            "training.steps=60",
            "training.tasks-per-step=40",
            "training.tasks-per-shard=20",
            "optimizer.rate=0.02",
            "evaluation.every=0",
            "evaluation.episodes=100");
    Evaluation evaluation = Evaluation.of(configuration, cluster);
    TrainingState end = run(configuration, new Runs.Heard());
    float[] untrained = MetaTraining.initialise(configuration);
    assertThat(evaluation.report(end.forTasks(), Split.TEST).finalError())
        .isLessThan(.9 * evaluation.report(MetaState.start(untrained), Split.TEST).finalError());
  }

  @Test
  void validatesAsOftenAsAskedAndAtTheEnd() {
    var heard = new Runs.Heard();
    run(Runs.small("evaluation.every=4", "training.steps=6"), heard);
    assertThat(heard.lines)
        .containsExactly(
            "step 1",
            "step 2",
            "step 3",
            "step 4",
            "validation 4",
            "step 5",
            "step 6",
            "validation 6");
  }

  @Test
  void keepsTheBestByValidationBesidesTheNewest() {
    TrainingState end = run(Runs.small("evaluation.every=1"), new Runs.Heard());
    Best best = end.best().orElseThrow();
    TrainingState kept = Runs.store(output).best().orElseThrow().state();
    assertThat(kept.step()).isEqualTo(best.step());
    Evaluation validation = Evaluation.of(Runs.small("evaluation.every=1"), cluster);
    assertThat(validation.report(kept.forTasks(), Split.VALIDATION).finalError())
        .isEqualTo(best.error());
    assertThat(Runs.store(output).steps()).contains(6L, best.step());
  }

  @Test
  void writesCheckpointsAsOftenAsAskedAndAtTheEnd() {
    run(
        Runs.small("checkpoint.every=4", "checkpoint.keep=9", "evaluation.every=0"),
        new Runs.Heard());
    assertThat(Runs.store(output).steps()).containsExactly(4L, 6L);
  }

  @Test
  void leavesOutFewTasksAndSaysWhich() {
    var heard = new Runs.Heard();
    TrainingState end = run(withWildTasks("1.1e19"), heard);
    assertThat(end.step()).isEqualTo(1);
    assertThat(heard.skipped).hasSize(3);
    assertThat(heard.skipped.get(0).reason()).isEqualTo("its loss is Infinity");
  }

  @Test
  void theShareOfTasksThatMayBeLeftOutIsSet() {
    Configuration three = withWildTasks("1.1e19");
    assertThat(run(most(three, ".3"), new Runs.Heard()).step()).isEqualTo(1);
    assertThatThrownBy(
            () -> new MetaStep(most(three, ".29"), cluster).after(MetaTraining.start(three)))
        .hasMessageStartingWith("training diverged: step 1 had to leave out 3 of its 10 tasks; ");
    assertThatThrownBy(
            () ->
                new MetaStep(most(withWildTasks("1e30"), "1"), cluster)
                    .after(MetaTraining.start(three)))
        .hasMessageStartingWith("step 1 had to leave out 10 of its 10 tasks");
  }

  private static Configuration most(Configuration configuration, String share) {
    return ConfigurationReader.parse(
        ConfigurationWriter.yaml(configuration), "test", List.of("training.most-skipped=" + share));
  }

  @Test
  void stopsWhenMostTasksMustBeLeftOut() {
    assertThatThrownBy(() -> run(withWildTasks("1e30"), new Runs.Heard()))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "step 1 had to leave out 10 of its 10 tasks, most of which hold numbers too large")
        .hasMessageEndingWith("; check the tasks")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
    assertThat(Runs.store(output).steps()).isEmpty();
  }

  @Test
  void tasksThatAreNotFiniteAreDamagedHoweverTheyAreLearned() {
    assertThatThrownBy(
            () ->
                run(
                    Runs.small("tasks.maximum-amplitude=1e300", "learner.rate=1e6"),
                    new Runs.Heard()))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("step 1 had to leave out ")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  /** The square of an error from 1.8e19 on is no float. */
  private static Configuration withWildTasks(String amplitude) {
    return Runs.small(
        "tasks.maximum-amplitude=" + amplitude, "learner.rate=1e-30", "training.steps=1");
  }

  @Test
  void stopsWhenTrainingDivergesAndKeepsWhatWasWritten() {
    run(Runs.small("training.steps=2"), new Runs.Heard());
    Configuration wild = Runs.small("optimizer.rate=1e39");
    TrainingState state = Runs.store(output).latest().orElseThrow().state();
    assertThatThrownBy(() -> new MetaStep(wild, cluster).after(state))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("training diverged: after step 3")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DIVERGED);
    assertThat(Runs.store(output).latest()).isPresent();
  }
}
