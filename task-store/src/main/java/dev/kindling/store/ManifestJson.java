package dev.kindling.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.storage.RecordFileFacts;
import dev.kindling.storage.Seal;
import dev.kindling.task.Split;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Writes a manifest. */
final class ManifestJson {

  static final int MOST_BYTES = 64 << 20;
  static final String FORMAT = "kindling-task-store";
  static final int VERSION = 2;

  private ManifestJson() {}

  static byte[] write(Manifest manifest) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("format", FORMAT).put("format_version", VERSION);
    json.put("store", manifest.store());
    json.put("version", manifest.version()).put("parent", manifest.parent());
    putContents(json, manifest.contents());
    putFractions(json.putObject("splits"), manifest.fractions());
    ArrayNode files = json.putArray("files");
    manifest.files().forEach(file -> putFile(files.addObject(), file));
    ObjectNode counts = json.putObject("counts");
    manifest.counts().forEach((split, count) -> putCount(counts.putObject(name(split)), count));
    putStatistics(json.putArray("statistics"), manifest.statistics());
    ObjectNode report = json.putObject("report");
    manifest.report().forEach(report::put);
    ObjectNode provenance = json.putObject("provenance");
    manifest.provenance().forEach(provenance::put);
    return Seal.sealed(json);
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void putContents(ObjectNode json, Contents contents) {
    json.put("kind", contents instanceof ExampleContents ? "examples" : "tasks");
    if (contents instanceof ExampleContents examples) {
      ObjectNode fields = json.putObject("examples").put("type", name(examples.type()));
      examples.shape().forEach(fields.putArray("shape")::add);
      json.putNull("tasks");
      return;
    }
    json.putNull("examples");
    putTasks(json.putObject("tasks"), (TaskContents) contents);
  }

  private static void putTasks(ObjectNode json, TaskContents tasks) {
    tasks.numeric().forEach(json.putArray("numeric")::add);
    ArrayNode categorical = json.putArray("categorical");
    for (TaskContents.Category column : tasks.categorical()) {
      categorical.addObject().put("name", column.name()).put("codes", column.codes());
    }
    json.put("target", tasks.target()).put("classes", tasks.classes()).put("time", tasks.time());
  }

  private static void putFractions(ObjectNode json, Fractions fractions) {
    json.put("train", fractions.train())
        .put("validation", fractions.validation())
        .put("test", fractions.test());
  }

  private static void putFile(ObjectNode json, StoreFile file) {
    RecordFileFacts facts = file.facts();
    json.put("name", file.name()).put("role", name(file.role()));
    json.put("split", file.ofSplit().map(ManifestJson::name).orElse(null));
    json.put("identity", HexFormat.of().toHexDigits(facts.identity()));
    json.put("records", facts.records()).put("bytes", facts.bytes());
    json.put("sha256", facts.sha256());
    ArrayNode runs = json.putArray("runs");
    for (StoreFile.Run run : file.runs()) {
      runs.addObject()
          .put("from", run.from())
          .put("first", HexFormat.of().toHexDigits(run.first()))
          .put("last", HexFormat.of().toHexDigits(run.last()));
    }
  }

  private static void putCount(ObjectNode json, Count count) {
    json.put("classes", count.classes()).put("tasks", count.tasks());
    json.put("examples", count.examples());
    json.put("least", count.least()).put("most", count.most());
  }

  private static void putStatistics(ArrayNode json, List<ColumnStatistics> statistics) {
    for (ColumnStatistics column : statistics) {
      ObjectNode fields =
          json.addObject()
              .put("name", column.name())
              .put("count", column.count())
              .put("missing", column.missing())
              .put("mean", column.mean())
              .put("deviation", column.deviation())
              .put("minimum", column.minimum())
              .put("maximum", column.maximum());
      column.balance().forEach(fields.putArray("balance")::add);
    }
  }

  /** Splits in the order of their declaration, as manifests have them. */
  static List<String> splits() {
    return List.of(Split.values()).stream().map(ManifestJson::name).toList();
  }
}
