package dev.kindling.command;

import dev.kindling.adapt.Adapted;
import dev.kindling.adapt.Adapter;
import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.predict.NewTask;
import dev.kindling.predict.Predictions;
import dev.kindling.predict.TaskReading;
import dev.kindling.trained.TrainedModel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling predict}. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Adapts a trained model to the examples of one new task, and says what it makes of others.")
final class PredictCommand implements Runnable {
  private final Console console;

  @Parameters(
      paramLabel = "MODEL",
      description = "What kindling export wrote: its directory, or its model.safetensors.")
  private String model;

  @Mixin private TaskOptions task;

  @Option(
      names = "--steps",
      paramLabel = "K",
      description = "Inner steps to adapt in (default: as many as the model says).")
  private Integer steps;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write there, whole or not at all, and not to standard output.")
  private Path output;

  @Option(
      names = "--json",
      description = "Write a line of JSON for each example, and one last line on all of them.")
  private boolean json;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Optional<NewFile> file = Optional.ofNullable(output).map(NewFile::new);
    file.ifPresent(made -> made.require("a file"));
    requireSteps();
    TrainedModel trained = new NamedModel(model).read();
    NewTask read = read(trained);
    Predictions predictions = predict(trained, read);
    file.ifPresentOrElse(made -> write(made, predictions), () -> print(predictions));
    predictions.rightness().ifPresent(rightness -> console.say(rightness.text()));
  }

  private void requireSteps() {
    if (steps != null && (steps < 0 || steps > LearnerLimits.STEPS)) {
      throw Fault.usage(
          "--steps must be from 0 to %d but is %d".formatted(LearnerLimits.STEPS, steps));
    }
  }

  private NewTask read(TrainedModel trained) {
    var reading = new TaskReading(trained.description(), task.unseen(), task.part(), task.key());
    return reading.read(task.support(), task.query());
  }

  private Predictions predict(TrainedModel trained, NewTask read) {
    try (Adapter adapter = Adapter.of(trained, EngineSettings.defaults(), 1)) {
      Adapted adapted =
          steps == null ? adapter.adapt(read.support()) : adapter.adapt(read.support(), steps);
      return read.answered(adapted.predict(read.questions()));
    }
  }

  private void write(NewFile file, Predictions predictions) {
    file.write(
        out -> {
          Iterator<String> lines = lines(predictions).iterator();
          while (lines.hasNext()) {
            out.write(lines.next() + "\n");
          }
        });
  }

  private void print(Predictions predictions) {
    lines(predictions).forEach(line -> console.out().print(line + "\n"));
  }

  private Stream<String> lines(Predictions predictions) {
    return json
        ? Stream.concat(predictions.objects(), Stream.of(summary(predictions))).map(JsonLine::of)
        : predictions.csv();
  }

  /** On all of them: how many there are, and how right they are where that is known. */
  private static Map<String, Object> summary(Predictions predictions) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("examples", predictions.count());
    predictions.rightness().ifPresent(rightness -> all.putAll(rightness.tree()));
    return Map.of("summary", all);
  }
}
