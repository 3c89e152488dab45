package dev.kindling.training;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.checkpoint.Provenance;
import dev.kindling.checkpoint.TrainingState;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.engine.Kernels;
import dev.kindling.episode.SkippedTask;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.runner.InProcessRunner;
import dev.kindling.runner.Runner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Small runs. */
final class Runs {
  private static final String SMALL =
      """
      seed: 5
      model: {hidden: [6]}
      optimizer: {clip: {norm: 1}}
      training: {steps: 6, tasks-per-step: 10, tasks-per-shard: 3}
      evaluation: {episodes: 7, steps: 2, every: 2}
      checkpoint: {every: 100, keep: 1}
      """;

  private Runs() {}

  static Configuration small(String... overrides) {
    return ConfigurationReader.parse(SMALL, "small", List.of(overrides));
  }

  static Runner inProcess(int threads) {
    return InProcessRunner.start(threads, damaged -> {});
  }

  static Cluster cluster(String master, int partitions) {
    return Cluster.connect("test", Optional.of(master), partitions, damaged -> {});
  }

  static CheckpointStore store(Path output) {
    return CheckpointStore.forResume(output.toString(), new org.apache.hadoop.conf.Configuration());
  }

  /** Begins, or goes on with what the output holds. */
  static TrainingState run(
      Configuration configuration, Runner runner, Path output, BooleanSupplier stop) {
    return run(configuration, runner, output, stop, new Heard());
  }

  static TrainingState run(
      Configuration configuration,
      Runner runner,
      Path output,
      BooleanSupplier stop,
      TrainingListener listener) {
    CheckpointStore store = store(output);
    TrainingState start =
        store
            .latest()
            .map(checkpoint -> Resumption.of(checkpoint, configuration))
            .orElseGet(() -> MetaTraining.start(configuration));
    return new MetaTraining(configuration, runner, store, Runs::provenance, listener)
        .run(start, stop);
  }

  static Checkpoint checkpoint(Configuration configuration, long step) {
    TrainingState start = MetaTraining.start(configuration);
    var state =
        new TrainingState(start.metaParameters(), start.optimizer(), step, Optional.empty());
    var layout = configuration.episodes().buildLearner().layout();
    return new Checkpoint(state, layout, provenance(), configuration);
  }

  private static Provenance provenance() {
    return new Provenance(
        "0", "c", "onednn", new Kernels("auto", "0f"), "17", "3.5", 5, "2026-01-01T00:00:00Z");
  }

  /** Writes down what it hears. */
  static final class Heard implements TrainingListener {
    final List<String> lines = new ArrayList<>();
    final List<SkippedTask> skipped = new ArrayList<>();

    @Override
    public void stepped(StepReport report) {
      lines.add("step " + report.step());
      skipped.addAll(report.skipped());
    }

    @Override
    public void validated(long step, EvaluationReport report) {
      lines.add("validation " + step);
    }
  }
}
