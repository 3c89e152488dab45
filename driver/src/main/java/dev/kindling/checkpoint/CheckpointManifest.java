package dev.kindling.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.storage.Sha256;
import java.util.Optional;

/**
 * All that a checkpoint holds but its vectors. It stands in the header of the file.
 *
 * @param optimizerStep updates that the optimiser has made
 * @param tensorsSha256 of the bytes after the header
 */
record CheckpointManifest(
    long step,
    String thetaSha256,
    Optional<Best> best,
    RollbacksMade rollbacks,
    long optimizerStep,
    StateLayout layout,
    String tensorsSha256,
    Provenance provenance,
    JsonNode configuration) {

  static CheckpointManifest of(Checkpoint checkpoint) {
    TrainingState state = checkpoint.state();
    StateLayout layout = StateLayout.of(checkpoint);
    return new CheckpointManifest(
        state.step(),
        state.thetaSha256(),
        state.best(),
        state.rollbacks(),
        state.optimizer().step(),
        layout,
        Sha256.of(out -> CheckpointFile.writeTensors(layout, state, out)),
        checkpoint.provenance(),
        new ObjectMapper().valueToTree(ConfigurationWriter.tree(checkpoint.configuration())));
  }
}
