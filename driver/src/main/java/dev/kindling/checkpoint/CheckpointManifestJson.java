package dev.kindling.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.engine.Kernels;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import dev.kindling.storage.Seal;
import dev.kindling.trained.ParametersJson;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads what a checkpoint says of itself; {@code docs/spec/checkpoint.md} has the
 * fields.
 */
final class CheckpointManifestJson {

  static final int MOST_BYTES = 16 << 20;
  private static final String FORMAT = "kindling-checkpoint";
  private static final int VERSION = 4;
  private static final String ROOT = "its description";

  private CheckpointManifestJson() {}

  static byte[] write(CheckpointManifest manifest) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("format", FORMAT).put("version", VERSION);
    json.put("step", manifest.step()).put("theta_sha256", manifest.thetaSha256());
    putBest(json, manifest);
    RollbacksMade rollbacks = manifest.rollbacks();
    json.putObject("rollbacks").put("number", rollbacks.number()).put("step", rollbacks.step());
    ObjectNode optimizer = json.putObject("optimizer").put("step", manifest.optimizerStep());
    manifest.layout().slots().forEach(optimizer.putArray("slots")::add);
    ParametersJson.write(manifest.layout().parameters(), json.putArray("parameters"));
    json.put("tensors_sha256", manifest.tensorsSha256());
    putProvenance(json, manifest.provenance());
    json.set("configuration", manifest.configuration());
    return Seal.sealed(json);
  }

  private static void putBest(ObjectNode json, CheckpointManifest manifest) {
    if (manifest.best().isEmpty()) {
      json.putNull("best");
      return;
    }
    Best best = manifest.best().get();
    json.putObject("best").put("step", best.step()).put("error", best.error());
  }

  private static void putProvenance(ObjectNode json, Provenance provenance) {
    json.putObject("provenance")
        .put("kindling_version", provenance.kindlingVersion())
        .put("git_commit", provenance.gitCommit())
        .put("engine", provenance.engine())
        .put("instruction_set", provenance.kernels().instructionSet())
        .put("fingerprint", provenance.kernels().fingerprint())
        .put("java_version", provenance.javaVersion())
        .put("spark_version", provenance.sparkVersion())
        .put("seed", provenance.seed())
        .put("created", provenance.created());
  }

  static CheckpointManifest read(byte[] file) throws DamageException {
    Seal.verify(file, ROOT);
    JsonFields json = JsonFields.parse(file, ROOT);
    verifyVersion(json);
    json.refuseOthers(
        "format",
        "version",
        "step",
        "theta_sha256",
        "best",
        "rollbacks",
        "optimizer",
        "parameters",
        "tensors_sha256",
        "provenance",
        "configuration",
        Seal.FIELD);
    JsonFields optimizer = json.fields("optimizer").refuseOthers("step", "slots");
    return new CheckpointManifest(
        json.notNegative("step"),
        json.sha256("theta_sha256"),
        best(json),
        rollbacks(json),
        optimizer.notNegative("step"),
        layout(json, optimizer),
        json.sha256("tensors_sha256"),
        provenance(json),
        json.fields("configuration").object());
  }

  private static void verifyVersion(JsonFields json) throws DamageException {
    if (!json.text("format").equals(FORMAT)) {
      throw DamageException.expected("format " + FORMAT, JsonFields.printable(json.text("format")));
    }
    if (json.whole("version") != VERSION) {
      throw DamageException.expected("format version " + VERSION, json.whole("version"));
    }
  }

  private static RollbacksMade rollbacks(JsonFields json) throws DamageException {
    JsonFields rollbacks = json.fields("rollbacks").refuseOthers("number", "step");
    return new RollbacksMade(rollbacks.notNegative("number"), rollbacks.notNegative("step"));
  }

  private static Optional<Best> best(JsonFields json) throws DamageException {
    if (json.isNull("best")) {
      return Optional.empty();
    }
    JsonFields best = json.fields("best").refuseOthers("step", "error");
    return Optional.of(new Best(best.notNegative("step"), best.real("error")));
  }

  private static StateLayout layout(JsonFields json, JsonFields optimizer) throws DamageException {
    List<String> slots = optimizer.texts("slots");
    if (!slots.equals(slots.stream().distinct().sorted().toList())) {
      throw DamageException.expected(
          "slots in alphabetical order, each once", JsonFields.printable(slots.toString()));
    }
    return new StateLayout(ParametersJson.read(json.objects("parameters")), slots);
  }

  private static Provenance provenance(JsonFields json) throws DamageException {
    JsonFields fields =
        json.fields("provenance")
            .refuseOthers(
                "kindling_version",
                "git_commit",
                "engine",
                "instruction_set",
                "fingerprint",
                "java_version",
                "spark_version",
                "seed",
                "created");
    return new Provenance(
        fields.text("kindling_version"),
        fields.text("git_commit"),
        fields.text("engine"),
        new Kernels(fields.text("instruction_set"), fields.text("fingerprint")),
        fields.text("java_version"),
        fields.text("spark_version"),
        fields.whole("seed"),
        fields.text("created"));
  }
}
