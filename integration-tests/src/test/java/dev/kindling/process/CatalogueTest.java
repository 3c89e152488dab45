package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.checkpoint.Provenance;
import dev.kindling.checkpoint.TrainingState;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.engine.Kernels;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import dev.kindling.runner.InProcessRunner;
import dev.kindling.runner.Runner;
import dev.kindling.training.MetaTraining;
import dev.kindling.training.Resumption;
import dev.kindling.training.StepReport;
import dev.kindling.training.TrainingListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first contract for every kind of learner that there is: theta is the same to the bit on one
 * thread of this process, on several, on Spark, on executors of their own and after a stop and
 * resume. So it is where sums are rounded. All learners share one Spark application for each
 * master. The build sets SPARK_HOME, from which executors are started.
 */
class CatalogueTest {
  private static final long STEPS = 3;
  private static final List<String> MASTERS = List.of("local[2]", "local-cluster[2,1,1024]");

  private static final String SMALL =
      """
      seed: 5
      model: {hidden: [4]}
      training: {steps: %d, tasks-per-step: 4, tasks-per-shard: 1}
      evaluation: {episodes: 2, steps: 1}
      checkpoint: {every: 100, keep: 1}
      """
          .formatted(STEPS);

  private static final String CLASSES =
      "tasks={kind: glyphs, ways: 3, shots: 2, queries: 2, side: 8, classes: 60}";

  /** Stands for MAML whose sums are rounded on their way. */
  private static final String ROUNDED = "maml-rounded";

  private static final String NUMBERS = "tasks={kind: sinusoid, support: 5, query: 5}";

  @TempDir private static Path directory;

  /** By learner and by way of running, what came of it. */
  private static final Map<String, Map<String, String>> OUTCOMES = new LinkedHashMap<>();

  static List<String> learners() {
    List<String> learners = new ArrayList<>(Kinds.names(LearnerSettings.class));
    learners.add(ROUNDED);
    return learners;
  }

  @BeforeAll
  static void trainAll() {
    trainAll("one thread", InProcessRunner.start(1, damaged -> {}));
    trainAll("threads", InProcessRunner.start(3, damaged -> {}));
    try (Runner runner = InProcessRunner.start(2, damaged -> {})) {
      learners().forEach(learner -> note(learner, "resumed", () -> resumed(learner, runner)));
    }
    for (String master : MASTERS) {
      trainAll(master, Cluster.connect("catalogue", Optional.of(master), 0, damaged -> {}));
    }
  }

  private static void trainAll(String way, Runner started) {
    try (Runner runner = started) {
      learners().forEach(learner -> note(learner, way, () -> run(learner, runner, way, STEPS)));
    }
  }

  /** What one learner runs into says nothing of the others. */
  private static void note(String learner, String way, Supplier<TrainingState> run) {
    String outcome;
    try {
      TrainingState state = run.get();
      outcome = state.step() + " " + state.thetaSha256();
    } catch (RuntimeException | AssertionError e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      outcome = trace.toString();
    }
    OUTCOMES.computeIfAbsent(learner, name -> new LinkedHashMap<>()).put(way, outcome);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void theSameBitsEverywhere(String learner) {
    Map<String, String> outcomes = OUTCOMES.get(learner);
    assertThat(outcomes)
        .containsOnlyKeys("one thread", "threads", "resumed", MASTERS.get(0), MASTERS.get(1))
        .allSatisfy((way, outcome) -> assertThat(outcome).matches(STEPS + " [0-9a-f]{64}"));
    assertThat(outcomes.values()).containsOnly(outcomes.get("one thread"));
    assertThat(outcomes.get("one thread")).doesNotContain(untrained(learner));
  }

  @Test
  void learnersDiffer() {
    assertThat(OUTCOMES.values().stream().map(outcomes -> outcomes.get("one thread")))
        .doesNotHaveDuplicates();
  }

  /** Tasks of classes, unless the learner takes none. */
  private static Configuration configuration(String learner) {
    Configuration classes = configuration(learner, CLASSES);
    try {
      classes.episodes().buildLearner();
      return classes;
    } catch (Fault refused) {
      return configuration(learner, NUMBERS);
    }
  }

  private static Configuration configuration(String learner, String tasks) {
    boolean rounded = learner.equals(ROUNDED);
    String kind = rounded ? "maml" : learner;
    String sums = rounded ? "half-precision" : "exact";
    return ConfigurationReader.parse(
        SMALL, learner, List.of(tasks, "learner={kind: " + kind + "}", "training.sums=" + sums));
  }

  private static String untrained(String learner) {
    return MetaTraining.start(configuration(learner)).thetaSha256();
  }

  private static TrainingState resumed(String learner, Runner runner) {
    assertThat(run(learner, runner, "resumed", 1).step()).isEqualTo(1);
    return run(learner, runner, "resumed", STEPS);
  }

  /** Begins, or goes on, and is stopped after {@code most} steps. */
  private static TrainingState run(String learner, Runner runner, String way, long most) {
    Configuration configuration = configuration(learner);
    Path output = directory.resolve(learner + "-" + way);
    var store =
        CheckpointStore.forResume(output.toString(), new org.apache.hadoop.conf.Configuration());
    TrainingState start =
        store
            .latest()
            .map(checkpoint -> Resumption.of(checkpoint, configuration))
            .orElseGet(() -> MetaTraining.start(configuration));
    return new MetaTraining(configuration, runner, store, CatalogueTest::provenance, new Unheard())
        .run(start, after(most));
  }

  /** Asked before each step. */
  private static BooleanSupplier after(long steps) {
    var asked = new AtomicInteger();
    return () -> asked.getAndIncrement() >= steps;
  }

  private static Provenance provenance() {
    return new Provenance(
        "0", "c", "onednn", new Kernels("auto", "0f"), "17", "3.5", 5, "2026-01-01T00:00:00Z");
  }

  private static final class Unheard implements TrainingListener {
    @Override
    public void stepped(StepReport report) {}

    @Override
    public void validated(long step, EvaluationReport report) {}
  }
}
