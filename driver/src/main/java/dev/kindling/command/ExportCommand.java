package dev.kindling.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.cluster.HadoopSettings;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.export.ModelDirectory;
import dev.kindling.export.ModelExport;
import dev.kindling.export.ModelInputs;
import dev.kindling.fault.Fault;
import dev.kindling.report.RunFiles;
import dev.kindling.storage.Directory;
import dev.kindling.trained.ModelDescription;
import dev.kindling.trained.TrainedModel;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Writes a trained model that stands alone: its numbers, its settings, and what its inputs mean.")
final class ExportCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The output of a training run.")
  private String run;

  @Option(
      names = "--checkpoint",
      paramLabel = "STEP",
      description =
          "Which model: that of an outer step, best or latest (default: best, or latest where there"
              + " was no validation).")
  private String checkpoint;

  @Option(
      names = "--output",
      paramLabel = "URI",
      required = true,
      description =
          "Where the model goes, a directory here, on HDFS or on an object store. One that holds a"
              + " model already is refused.")
  private String output;

  @Option(names = "--name", paramLabel = "NAME", description = "What the model is called.")
  private String name = "";

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "What those who have the model may do with it, as Apache-2.0.")
  private String licence = "";

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    var directory = new ModelDirectory(output, HadoopSettings.ofProcess());
    directory.requireNew();
    CheckpointStore store = CheckpointStore.forReading(run, HadoopSettings.ofProcess());
    Checkpoint picked = ChosenModel.of(store, Optional.ofNullable(checkpoint)).checkpoint();
    ModelInputs inputs = inputs(picked.configuration());
    Configuration configuration = picked.configuration();
    store.requireFit(
        picked, configuration.learner().build(configuration.model(), inputs.shape()).layout());
    TrainedModel model =
        new ModelExport(picked, name, licence)
            .model(inputs, evaluation(picked.state().thetaSha256()));
    directory.write(model);
    console
        .out()
        .println(
            "the model of step %d is in %s, theta_sha256 %s"
                .formatted(picked.state().step(), output, picked.state().thetaSha256()));
  }

  /** The store that the run learned from may be gone, but not from the run's own model. */
  private ModelInputs inputs(Configuration configuration) {
    try {
      return ModelInputs.of(configuration, HadoopSettings.ofProcess());
    } catch (Fault gone) {
      ModelInputs kept =
          ofRun(configuration)
              .orElseThrow(
                  () ->
                      gone.and(
                          "a model says what its inputs mean, which the tasks of the run know, and %s holds no model of the run that would"
                              .formatted(RunModel.of(run))));
      console.say(
          "the tasks of the run are not looked at, since its own model says what inputs mean: %s"
              .formatted(gone.getMessage()));
      return kept;
    }
  }

  private Optional<ModelInputs> ofRun(Configuration configuration) {
    JsonNode tree = new ObjectMapper().valueToTree(ConfigurationWriter.tree(configuration));
    try {
      ModelDescription own =
          new ModelDirectory(RunModel.of(run), HadoopSettings.ofProcess()).read().description();
      return own.lineage()
              .configuration()
              .path("tasks")
              .toString()
              .equals(tree.path("tasks").toString())
          ? Optional.of(ModelInputs.of(own))
          : Optional.empty();
    } catch (Fault none) {
      return Optional.empty();
    }
  }

  /** How the run judged this checkpoint at its end, if it did. */
  private JsonNode evaluation(String thetaSha256) {
    try {
      Directory files = Directory.of(run, HadoopSettings.ofProcess());
      RunFiles read = RunFiles.read(run, files, Optional::empty);
      JsonNode best = read.result().path("best");
      return best.path("theta_sha256").asText().equals(thetaSha256)
          ? best.path("evaluation")
          : MissingNode.getInstance();
    } catch (IOException e) {
      console.say(
          "the model is written without how it was judged: %s cannot be read: %s"
              .formatted(run, e.getMessage()));
      return MissingNode.getInstance();
    }
  }
}
