package dev.kindling.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What made a run: versions, seed, hashes, and every setting. */
record OriginSection(RunFiles run) {

  void add(Markup out) {
    var table = new PageTable("What made the newest checkpoint", List.of("what", "value"));
    run.provenance()
        .ifPresent(
            made -> {
              table.row(List.of("Kindling", made.kindlingVersion()));
              table.row(List.of("commit", made.gitCommit()));
              table.row(List.of("engine", made.engine() + ", " + made.kernels()));
              table.row(List.of("Java", made.javaVersion()));
              table.row(List.of("Spark", made.sparkVersion()));
              table.row(List.of("seed", Long.toString(made.seed())));
              table.row(List.of("written", made.created()));
            });
    hash(table, "theta of the last step", run.result().path("last"));
    hash(table, "theta that was judged", run.result().path("best"));
    if (run.provenance().isPresent() || run.result().isObject()) {
      table.add(out);
    }
    if (!run.configuration().isEmpty()) {
      out.open("details").element("summary", "Configuration, every setting").line();
      out.element("pre", run.configuration(), "tabindex", "0");
      out.close("details").line();
    }
  }

  private static void hash(PageTable table, String what, JsonNode of) {
    if (of.path("theta_sha256").isTextual()) {
      table.row(List.of(what + ", SHA-256", of.path("theta_sha256").asText()));
    }
  }
}
