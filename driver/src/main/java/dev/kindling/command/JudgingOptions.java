package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.config.EvaluationSettings;
import dev.kindling.fault.Fault;
import dev.kindling.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The arguments that say which model of a run is judged, on which tasks, and where. */
final class JudgingOptions {
  private static final String TASKS = "tasks";
  private static final String EVALUATION = "evaluation.";
  private static final List<String> OPEN =
      List.of(TASKS, EVALUATION, "engine.", "training.partitions");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description =
          "How many tasks (default: what the configuration of the run, the first of several, says).")
  private Integer episodes;

  @Option(
      names = "--steps",
      paramLabel = "K",
      description = "How many inner steps (default: what the run's configuration says).")
  private Integer steps;

  @Option(
      names = "--checkpoint",
      paramLabel = "STEP",
      description =
          "Which model: that of an outer step, best or latest (default: best, or latest where there"
              + " was no validation).")
  private String checkpoint;

  @Option(
      names = "--split",
      defaultValue = "test",
      description = "train, validation or test (default: ${DEFAULT-VALUE}).")
  private Split split;

  @Mixin private RunnerOptions where;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Replaces a value of the model's configuration: of tasks, which are here those to judge on,"
              + " evaluation, engine and training.partitions.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--json", description = "Print one line of JSON in place of the table.")
  private boolean json;

  Optional<String> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  Split split() {
    return split;
  }

  RunnerOptions where() {
    return where;
  }

  boolean isJson() {
    return json;
  }

  /** What a model was trained with, but for what the arguments replace. */
  Configuration of(Configuration trained) {
    overrides.forEach(this::requireOpen);
    Configuration read = read(trained, overrides.stream().map(JudgingOptions::ofEvaluation));
    return read.withEvaluation(asked(read.evaluation()));
  }

  /**
   * The same for one of several models: each is judged on the tasks that the first one is, and what
   * the arguments replace of tasks are keys of those.
   */
  Configuration of(Configuration trained, EvaluationSettings first) {
    Configuration own =
        read(
            trained,
            overrides.stream()
                .map(JudgingOptions::ofEvaluation)
                .filter(override -> !override.startsWith(EVALUATION + TASKS)));
    return own.withEvaluation(asked(own.evaluation().onTasksOf(first)));
  }

  private static Configuration read(Configuration trained, Stream<String> assignments) {
    return ConfigurationReader.parse(
        ConfigurationWriter.yaml(trained), "configuration", assignments.toList());
  }

  private EvaluationSettings asked(EvaluationSettings own) {
    try {
      return new EvaluationSettings(
          episodes == null ? own.episodes() : episodes,
          steps == null ? own.steps() : steps,
          own.every(),
          own.permutations(),
          own.tasks(),
          own.baselines());
    } catch (IllegalArgumentException e) {
      throw Fault.usage("--" + e.getMessage(), e);
    }
  }

  /** Keys that make the model what it is must stay as they were trained. */
  private void requireOpen(String override) {
    if (OPEN.stream().noneMatch(override::startsWith)) {
      throw Fault.usage(
          "--set of %s takes keys that begin with %s but %s was given; the rest is the model's"
              .formatted(command.name(), OPEN, override));
    }
  }

  /** Whoever judges means by tasks those of evaluation; the others made the model. */
  private static String ofEvaluation(String override) {
    return override.startsWith(TASKS) ? EVALUATION + override : override;
  }
}
