package dev.kindling.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.storage.Sha256;
import java.util.Optional;

/**
 * {@code checkpoint.json}: all that a checkpoint holds but its vectors.
 *
 * @param optimizerStep updates that the optimiser has made
 * @param stateBytes the length of {@code state.safetensors}
 */
record CheckpointManifest(
    long step,
    String thetaSha256,
    Optional<Best> best,
    long optimizerStep,
    StateLayout layout,
    long stateBytes,
    String stateSha256,
    Provenance provenance,
    JsonNode configuration) {

  static final String NAME = "checkpoint.json";

  static CheckpointManifest of(Checkpoint checkpoint) {
    TrainingState state = checkpoint.state();
    StateLayout layout = StateLayout.of(checkpoint);
    return new CheckpointManifest(
        state.step(),
        state.thetaSha256(),
        state.best(),
        state.optimizer().step(),
        layout,
        layout.header().fileBytes(),
        Sha256.of(out -> StateFile.write(layout, state, out)),
        checkpoint.provenance(),
        new ObjectMapper().valueToTree(ConfigurationWriter.tree(checkpoint.configuration())));
  }
}
