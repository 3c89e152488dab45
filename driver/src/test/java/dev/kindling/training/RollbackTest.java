package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.checkpoint.RollbacksMade;
import dev.kindling.checkpoint.TrainingState;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.fault.Fault;
import dev.kindling.optimize.Optimizer;
import dev.kindling.optimize.OptimizerSettings;
import dev.kindling.runner.Runner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that diverges goes back to a checkpoint, and on from there with a smaller outer rate. */
class RollbackTest {
  private static Runner runner;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    runner = Runs.inProcess(2);
  }

  @AfterAll
  static void close() {
    runner.close();
  }

  /** Diverges within a few steps; the first checkpoint that it goes back to is not sound. */
  private static Configuration wild(String... more) {
    List<String> overrides =
        new ArrayList<>(
            List.of(
                "optimizer={kind: sgd, rate: 1, clip: {norm: 0}}",
                "training.steps=12",
                "training.rollbacks=3",
                "training.rollback-factor=0.25",
                "checkpoint.every=2",
                "checkpoint.keep=1",
                "evaluation.every=3"));
    overrides.addAll(List.of(more));
    return Runs.small(overrides.toArray(String[]::new));
  }

  /** Goes back to the steps 0, 8 and 6, with rates of 3, 0.3, 0.03 and 0.003. */
  private static Configuration threeTimes(String... more) {
    List<String> overrides =
        new ArrayList<>(List.of("optimizer.rate=3", "training.rollback-factor=0.1"));
    overrides.addAll(List.of(more));
    return wild(overrides.toArray(String[]::new));
  }

  /** Writes down what it hears, and may be cut off. */
  private static final class Told implements TrainingListener {
    final List<String> lines = new ArrayList<>();
    final List<Rollback> rollbacks = new ArrayList<>();
    private int left;

    Told() {
      this(Integer.MAX_VALUE);
    }

    Told(int left) {
      this.left = left;
    }

    private void add(String line) {
      lines.add(line);
      if (--left == 0) {
        throw new IllegalStateException("killed");
      }
    }

    @Override
    public void stepped(StepReport report) {
      add(report.step() + " at " + report.rate().orElseThrow());
    }

    @Override
    public void validated(long step, EvaluationReport report) {
      add("validation " + step);
    }

    @Override
    public void rolledBack(Rollback rollback) {
      rollbacks.add(rollback);
      add("back to " + rollback.step());
    }
  }

  private TrainingState run(String output, Configuration configuration, TrainingListener told) {
    return run(output, configuration, () -> false, told);
  }

  private TrainingState run(
      String output, Configuration configuration, BooleanSupplier stop, TrainingListener told) {
    return Runs.run(configuration, runner, directory.resolve(output), stop, told);
  }

  @Test
  void goesBackToTheNewestCheckpointThatIsSoundAndOnWithASmallerRate() {
    var told = new Told();
    TrainingState end = run("run", wild(), told);

    assertThat(told.lines)
        .startsWith("1 at 1.0", "2 at 1.0", "3 at 1.0", "validation 3", "back to 2")
        .containsSubsequence("back to 2", "3 at 0.25", "back to 0", "1 at 0.0625", "12 at 0.0625");
    assertThat(end.step()).isEqualTo(12);
    assertThat(end.rollbacks()).isEqualTo(new RollbacksMade(2, 0));
    assertThat(Runs.store(directory.resolve("run")).latest().orElseThrow().state()).isEqualTo(end);
    assertThat(told.rollbacks.get(0).text())
        .startsWith(
            "back to step 2, with 0.25 times the outer rate, 0.25, since step 4 could not be made"
                + " (rollback 1 of 3, training.rollbacks): training diverged: step 4 had to leave"
                + " out 10 of its 10 tasks, ");
    assertThat(told.rollbacks.get(1).text())
        .startsWith("back to step 0, with 0.0625 times the outer rate, 0.0625, since step 4 ");
  }

  @Test
  void givesTheSameBitsHoweverOftenItIsStopped() {
    TrainingState whole = run("whole", threeTimes(), new Told());
    assertThat(whole.rollbacks()).isEqualTo(new RollbacksMade(3, 6));
    for (int steps = 1; steps < 30; steps += 6) {
      String output = "stopped" + steps;
      int most = steps;
      var asked = new AtomicInteger();
      run(output, threeTimes(), () -> asked.getAndIncrement() >= most, new Told());
      assertThat(run(output, threeTimes(), new Told())).as(output).isEqualTo(whole);
    }
  }

  @Test
  void givesTheSameBitsWhereverItIsKilled() {
    var told = new Told();
    TrainingState whole = run("whole", threeTimes(), told);
    assertThat(told.lines).hasSizeGreaterThan(20);
    for (int left = 1; left < told.lines.size(); left += 3) {
      String output = "killed" + left;
      var killed = new Told(left);
      assertThatThrownBy(() -> run(output, threeTimes(), killed)).hasMessage("killed");
      assertThat(run(output, threeTimes(), new Told())).as(output).isEqualTo(whole);
    }
  }

  @Test
  void givesTheSameBitsOnSparkAndHoweverManyCheckpointsAreKept() {
    TrainingState whole = run("whole", threeTimes(), new Told());
    assertThat(run("kept", threeTimes("checkpoint.keep=9"), new Told())).isEqualTo(whole);
    try (Cluster cluster = Runs.cluster("local[2]", 3)) {
      Path output = directory.resolve("spark");
      assertThat(Runs.run(threeTimes(), cluster, output, () -> false)).isEqualTo(whole);
    }
  }

  /** Where checkpoints are due at each step, the state that diverged is one of them. */
  @Test
  void goesBackInTheSameWayHoweverFewCheckpointsAreKeptAndHoweverOftenTheyAreDue() {
    for (int every = 1; every <= 4; every++) {
      for (double rate : new double[] {1, 3, 30}) {
        String[] settings = {"optimizer.rate=" + rate, "training.rollback-factor=0.5"};
        assertThat(goneBack(every, 1, settings))
            .as("every %d steps, from a rate of %s", every, rate)
            .isEqualTo(goneBack(every, 100, settings));
      }
    }
  }

  /** Where the run went back to, and how it ended. */
  private List<String> goneBack(int every, int keep, String... settings) {
    List<String> overrides = new ArrayList<>(List.of(settings));
    overrides.addAll(
        List.of(
            "training.rollbacks=4",
            "evaluation.every=0",
            "checkpoint.every=" + every,
            "checkpoint.keep=" + keep));
    var told = new Told();
    String end;
    try {
      String output = "run-%d-%d-%s".formatted(every, keep, settings[0]);
      end = run(output, wild(overrides.toArray(String[]::new)), told).thetaSha256();
    } catch (Fault diverged) {
      end = diverged.getMessage();
    }
    List<String> course = new ArrayList<>(told.lines);
    course.add(end);
    return course;
  }

  /** What a rollback goes to was judged against a best that a later one had taken the place of. */
  @Test
  void theBestThatACheckpointKnowsIsThereWhenTheRunGoesBackToIt() {
    Path output = directory.resolve("run");
    TrainingState end = run("run", threeTimes("evaluation.every=1"), new Told());
    assertThat(Runs.store(output).best().orElseThrow().state().step())
        .isEqualTo(end.best().orElseThrow().step());
  }

  @Test
  void endsOnceItWentBackAsOftenAsItMay() {
    var told = new Told();
    assertThatThrownBy(() -> run("run", threeTimes("training.rollbacks=2"), told))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("training diverged: step 10 had to leave out 10 of its 10 tasks, ")
        .hasMessageEndingWith(
            "; the checkpoint of step 8 is whole; the run went back as often as training.rollbacks"
                + " lets it, 2 times")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DIVERGED);
    assertThat(told.rollbacks).hasSize(2);

    assertThat(run("run", threeTimes(), new Told()))
        .as("gone on with, with one more")
        .isEqualTo(run("whole", threeTimes(), new Told()));
  }

  /** As a plug-in's that does not say how it is slowed. */
  private record Stubborn(OptimizerSettings settings) implements OptimizerSettings {
    @Override
    public Optimizer build() {
      return settings.build();
    }
  }

  @Test
  void anOptimizerWithoutARateToLowerIsRefusedBeforeTheFirstStep() {
    Configuration plain = wild();
    OptimizerSettings stubborn = new Stubborn(plain.optimizer());
    var configuration =
        new Configuration(
            plain.seed(),
            plain.tasks(),
            plain.model(),
            plain.learner(),
            stubborn,
            plain.training(),
            plain.evaluation(),
            plain.checkpoint(),
            plain.engine());
    assertThatThrownBy(() -> run("run", configuration, new Told()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "training.rollbacks needs an optimizer whose rate can be lowered but this one has none;"
                + " set it to 0");
  }

  /** A state that is not finite is gone back from as a step that leaves out too many tasks. */
  @Test
  void goesBackFromWhatIsNotFinite() {
    var told = new Told();
    TrainingState end =
        run(
            "run",
            wild(
                "optimizer.rate=1e39",
                "training.rollback-factor=0.001",
                "training.rollbacks=20",
                "checkpoint.every=5"),
            told);
    assertThat(told.rollbacks.get(0).text())
        .contains(
            "back to step 0, ", "since step 1 could not be made", "the meta-parameters, the optim");
    assertThat(end.step()).isEqualTo(12);
  }
}
