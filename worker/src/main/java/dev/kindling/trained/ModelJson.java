package dev.kindling.trained;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.fault.Fault;
import dev.kindling.setting.SettingsWriter;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import dev.kindling.storage.Seal;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads what a model says of itself; {@code docs/spec/model.md} has the fields. */
final class ModelJson {

  static final int MOST_BYTES = 64 << 20;
  private static final String FORMAT = "kindling-model";
  private static final int VERSION = 1;
  private static final String ROOT = "its description";

  private ModelJson() {}

  static byte[] write(ModelDescription model) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("format", FORMAT).put("version", VERSION);
    json.put("name", model.name()).put("licence", model.licence()).put("step", model.step());
    FormJson.write(model.form(), json.putObject("inputs"));
    ShapeJson.write(model.shape(), model.sizes(), json.putObject("tasks"));
    var sections = new ModelSections(model.model(), model.learner());
    json.set("settings", mapper.valueToTree(SettingsWriter.tree(sections)));
    json.putObject("adapting").put("steps", model.steps()).put("ample_flops", model.ampleFlops());
    ParametersJson.write(model.layout(), json.putArray("parameters"));
    json.put("theta_sha256", model.thetaSha256());
    putJudged(model.judged(), json.putArray("judged"));
    LineageJson.write(model.lineage(), json.putObject("lineage"));
    return Seal.sealed(json);
  }

  private static void putJudged(List<Measured> all, ArrayNode list) {
    for (Measured judged : all) {
      ObjectNode entry = list.addObject().put("split", judged.split()).put("tasks", judged.tasks());
      ArrayNode metrics = entry.putArray("metrics");
      for (Measured.Metric metric : judged.metrics()) {
        ObjectNode numbers = metrics.addObject().put("name", metric.name());
        putNumbers(metric.means(), numbers.putArray("mean"));
        putNumbers(metric.halfWidths(), numbers.putArray("interval"));
      }
    }
  }

  /** JSON has no numbers that are not finite. */
  private static void putNumbers(List<Double> values, ArrayNode list) {
    values.forEach(value -> list.add(Double.isFinite(value) ? value : null));
  }

  static ModelDescription read(byte[] file) throws DamageException {
    Seal.verify(file, ROOT);
    JsonFields json = JsonFields.parse(file, ROOT);
    verifyVersion(json);
    json.refuseOthers(
        "format",
        "version",
        "name",
        "licence",
        "step",
        "inputs",
        "tasks",
        "settings",
        "adapting",
        "parameters",
        "theta_sha256",
        "judged",
        "lineage",
        Seal.FIELD);
    try {
      return fields(json);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DamageException(
          "expected fields that fit together but "
              + String.valueOf(e.getMessage()).replaceAll("[^\\x20-\\x7e]", "?"),
          e);
    }
  }

  private static ModelDescription fields(JsonFields json) throws DamageException {
    JsonFields tasks = json.fields("tasks");
    ModelSections sections = ModelSections.read(json.fields("settings").object().toString());
    JsonFields adapting = json.fields("adapting").refuseOthers("steps", "ample_flops");
    ModelDescription read =
        new ModelDescription(
            json.text("name"),
            json.text("licence"),
            json.notNegative("step"),
            ShapeJson.shape(tasks),
            ShapeJson.sizes(tasks),
            FormJson.read(json.fields("inputs")),
            sections.model(),
            sections.learner(),
            FormJson.whole(adapting, "steps"),
            adapting.notNegative("ample_flops"),
            ParametersJson.read(json.objects("parameters")),
            json.sha256("theta_sha256"),
            judged(json),
            LineageJson.read(json.fields("lineage")));
    verifyLayout(read);
    return read;
  }

  /** The parameters are those of a learner of these settings for these tasks. */
  private static void verifyLayout(ModelDescription read) throws DamageException {
    try {
      if (!read.buildLearner().layout().equals(read.layout())) {
        throw new DamageException(
            "expected the parameters that its settings have for its tasks but found others");
      }
    } catch (Fault e) {
      throw new DamageException(e.getMessage(), e);
    }
  }

  private static List<Measured> judged(JsonFields json) throws DamageException {
    List<Measured> all = new ArrayList<>();
    for (JsonFields entry : json.objects("judged")) {
      entry.refuseOthers("split", "tasks", "metrics");
      List<Measured.Metric> metrics = new ArrayList<>();
      for (JsonFields metric : entry.objects("metrics")) {
        metric.refuseOthers("name", "mean", "interval");
        metrics.add(
            new Measured.Metric(
                metric.text("name"), numbers(metric, "mean"), numbers(metric, "interval")));
      }
      all.add(new Measured(entry.text("split"), entry.notNegative("tasks"), metrics));
    }
    return all;
  }

  private static List<Double> numbers(JsonFields json, String name) throws DamageException {
    List<Double> numbers = new ArrayList<>();
    for (var item : json.node(name)) {
      if (!item.isNull() && !item.isNumber()) {
        throw DamageException.expected(
            json.where() + "." + name + " of numbers", JsonFields.printable(item.toString()));
      }
      numbers.add(item.isNull() ? Double.NaN : item.doubleValue());
    }
    return numbers;
  }

  private static void verifyVersion(JsonFields json) throws DamageException {
    if (!json.text("format").equals(FORMAT)) {
      throw DamageException.expected("format " + FORMAT, JsonFields.printable(json.text("format")));
    }
    if (json.whole("version") != VERSION) {
      throw DamageException.expected(
          "format version %d, which this Kindling reads,".formatted(VERSION),
          json.whole("version"));
    }
  }
}
