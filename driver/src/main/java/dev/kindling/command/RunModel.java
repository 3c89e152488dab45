package dev.kindling.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.cluster.HadoopSettings;
import dev.kindling.export.ModelDirectory;
import dev.kindling.export.ModelExport;
import dev.kindling.export.ModelInputs;
import dev.kindling.fault.Fault;
import dev.kindling.task.Split;
import dev.kindling.trained.TrainedModel;
import dev.kindling.training.Patience;
import org.apache.hadoop.fs.Path;

/** The model that a run leaves in its output when it ends. */
record RunModel(Console console, String output) {

  private static final String FOLDER = "model";

  /** Where the model of a run lies. */
  static String of(String run) {
    return new Path(run, FOLDER).toString();
  }

  /** Writes it; what cannot be written is told, since the checkpoint has all of it. */
  void keep(Checkpoint checkpoint, Judgement judgement, Patience patience) {
    try {
      patience.during("the model is written", () -> write(checkpoint, judgement));
    } catch (Fault fault) {
      console.say(fault.getMessage() + "; there is no new model beside the checkpoints");
    }
  }

  private void write(Checkpoint checkpoint, Judgement judgement) {
    ModelInputs inputs = ModelInputs.of(checkpoint.configuration(), HadoopSettings.ofProcess());
    TrainedModel model = new ModelExport(checkpoint, "", "").model(inputs, tested(judgement));
    new ModelDirectory(of(output), HadoopSettings.ofProcess()).replace(model);
  }

  /** As in {@code result.json}. */
  private static JsonNode tested(Judgement judgement) {
    return judgement.comparison().trained().split() == Split.TEST
        ? new ObjectMapper().valueToTree(judgement.comparison().tree())
        : MissingNode.getInstance();
  }
}
