package dev.kindling.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.Provenance;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.fault.Fault;
import dev.kindling.trained.Lineage;
import dev.kindling.trained.Measured;
import dev.kindling.trained.ModelDescription;
import dev.kindling.trained.TrainedModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a model of a checkpoint.
 *
 * @param name for people; empty for none
 * @param licence what its users may do; empty if nothing is said
 */
public record ModelExport(Checkpoint checkpoint, String name, String licence) {

  /** The longest name or licence, in characters. */
  private static final int LONGEST = 1 << 20;

  public ModelExport {
    requireShort("name", name);
    requireShort("licence", licence);
  }

  private static void requireShort(String option, String text) {
    if (text.length() > LONGEST) {
      throw Fault.usage(
          "--%s must have at most %d characters but has %d"
              .formatted(option, LONGEST, text.length()));
    }
  }

  /**
   * The model.
   *
   * @param evaluation what the run wrote of how this checkpoint was judged at its end; missing if
   *     it was not
   */
  public TrainedModel model(ModelInputs inputs, JsonNode evaluation) {
    requireFinite();
    Configuration configuration = checkpoint.configuration();
    List<Measured> judged = new ArrayList<>();
    validated().ifPresent(judged::add);
    JudgedTree.read(evaluation).ifPresent(judged::add);
    int steps =
        configuration
            .learner()
            .build(configuration.model(), inputs.shape())
            .evaluationSteps(configuration.evaluation().steps());
    ModelDescription description =
        new ModelDescription(
            name,
            licence,
            checkpoint.state().step(),
            inputs.shape(),
            inputs.sizes(),
            inputs.form(),
            configuration.model(),
            configuration.learner(),
            steps,
            configuration.engine().open().target().ampleFlops(),
            checkpoint.layout(),
            checkpoint.state().thetaSha256(),
            judged,
            lineage(inputs));
    return new TrainedModel(description, checkpoint.state().metaParameters());
  }

  private void requireFinite() {
    for (float value : checkpoint.state().metaParameters()) {
      if (!Float.isFinite(value)) {
        throw Fault.diverged(
            "the checkpoint of step %d holds numbers that are not finite, so that it is no model; name an earlier one with --checkpoint"
                .formatted(checkpoint.state().step()));
      }
    }
  }

  /** The validation that made it the best so far. */
  private Optional<Measured> validated() {
    return checkpoint
        .state()
        .best()
        .filter(best -> best.step() == checkpoint.state().step())
        .map(
            best ->
                new Measured(
                    "validation",
                    0,
                    List.of(
                        new Measured.Metric("error", List.of(best.error()), List.of(Double.NaN)))));
  }

  private Lineage lineage(ModelInputs inputs) {
    Provenance made = checkpoint.provenance();
    JsonNode tree =
        new ObjectMapper().valueToTree(ConfigurationWriter.tree(checkpoint.configuration()));
    return new Lineage(
        Optional.empty(),
        inputs.stores(),
        tree,
        made.seed(),
        made.kindlingVersion(),
        made.gitCommit(),
        made.engine(),
        made.kernels(),
        made.javaVersion(),
        made.sparkVersion(),
        made.created(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
