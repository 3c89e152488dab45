package dev.kindling.trained;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.engine.Kernels;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a model comes from, as JSON. */
final class LineageJson {

  private LineageJson() {}

  static void write(Lineage lineage, ObjectNode json) {
    json.put("parent", lineage.parent().orElse(null));
    var stores = json.putArray("stores");
    for (Lineage.StoreVersion store : lineage.stores()) {
      stores
          .addObject()
          .put("uri", store.uri())
          .put("version", store.version())
          .put("store", store.store())
          .put("manifest_sha256", store.manifestSha256());
    }
    json.put("seed", lineage.seed())
        .put("kindling_version", lineage.kindlingVersion())
        .put("git_commit", lineage.gitCommit())
        .put("engine", lineage.engine())
        .put("instruction_set", lineage.kernels().instructionSet())
        .put("fingerprint", lineage.kernels().fingerprint())
        .put("java_version", lineage.javaVersion())
        .put("spark_version", lineage.sparkVersion())
        .put("trained", lineage.trained())
        .put("written", lineage.written());
    json.set("configuration", lineage.configuration());
  }

  static Lineage read(JsonFields json) throws DamageException {
    json.refuseOthers(
        "parent",
        "stores",
        "seed",
        "kindling_version",
        "git_commit",
        "engine",
        "instruction_set",
        "fingerprint",
        "java_version",
        "spark_version",
        "trained",
        "written",
        "configuration");
    return new Lineage(
        json.isNull("parent") ? Optional.empty() : Optional.of(json.sha256("parent")),
        stores(json),
        json.fields("configuration").object(),
        json.whole("seed"),
        json.text("kindling_version"),
        json.text("git_commit"),
        json.text("engine"),
        new Kernels(json.text("instruction_set"), json.text("fingerprint")),
        json.text("java_version"),
        json.text("spark_version"),
        json.text("trained"),
        json.text("written"));
  }

  private static List<Lineage.StoreVersion> stores(JsonFields json) throws DamageException {
    List<Lineage.StoreVersion> stores = new ArrayList<>();
    for (JsonFields entry : json.objects("stores")) {
      entry.refuseOthers("uri", "version", "store", "manifest_sha256");
      stores.add(
          new Lineage.StoreVersion(
              entry.text("uri"),
              entry.text("version"),
              entry.text("store"),
              entry.text("manifest_sha256")));
    }
    return stores;
  }
}
