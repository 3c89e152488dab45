package dev.kindling.store;

import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import dev.kindling.storage.RecordFileFacts;
import dev.kindling.storage.Seal;
import dev.kindling.task.ElementType;
import dev.kindling.task.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a manifest, and refuses whatever {@link ManifestJson} would not have written. */
final class ManifestParser {

  private ManifestParser() {}

  /**
   * @param where the file's name
   */
  static Manifest read(byte[] file, String where) throws DamageException {
    Seal.verify(file, where);
    JsonFields json = JsonFields.parse(file, where);
    verifyVersion(json);
    json.refuseOthers(
        "format",
        "format_version",
        "store",
        "version",
        "parent",
        "kind",
        "examples",
        "tasks",
        "splits",
        "files",
        "counts",
        "statistics",
        "report",
        "provenance",
        Seal.FIELD);
    try {
      return manifest(json);
    } catch (IllegalArgumentException e) {
      throw new DamageException(
          "expected %s to describe a store but %s".formatted(where, e.getMessage()), e);
    }
  }

  private static void verifyVersion(JsonFields json) throws DamageException {
    boolean known = json.text("format").equals(ManifestJson.FORMAT);
    if (!known || json.whole("format_version") != ManifestJson.VERSION) {
      throw new DamageException(
          "expected %s to be of format %s %d but it is of %s %d"
              .formatted(
                  json.where(),
                  ManifestJson.FORMAT,
                  ManifestJson.VERSION,
                  JsonFields.printable(json.text("format")),
                  json.whole("format_version")));
    }
  }

  private static Manifest manifest(JsonFields json) throws DamageException {
    List<StoreFile> files = new ArrayList<>();
    for (JsonFields file : json.objects("files")) {
      files.add(file(file));
    }
    json.identity("store");
    return new Manifest(
        json.text("store"),
        integer(json, "version"),
        integer(json, "parent"),
        contents(json),
        fractions(json.fields("splits")),
        files,
        counts(json.fields("counts")),
        statistics(json),
        report(json.fields("report")),
        provenance(json.fields("provenance")));
  }

  private static int integer(JsonFields json, String name) throws DamageException {
    long number = json.notNegative(name);
    if (number > Integer.MAX_VALUE) {
      throw new DamageException(
          "expected %s.%s to be below 2^31 but it is %d".formatted(json.where(), name, number));
    }
    return (int) number;
  }

  private static Contents contents(JsonFields json) throws DamageException {
    String kind = json.text("kind");
    boolean examples = kind.equals("examples");
    if (!examples && !kind.equals("tasks")) {
      throw new DamageException(
          "expected %s.kind to be examples or tasks but it is %s"
              .formatted(json.where(), JsonFields.printable(kind)));
    }
    if (!json.isNull(examples ? "tasks" : "examples")) {
      throw new DamageException(
          "expected %s to describe %s only but it describes both".formatted(json.where(), kind));
    }
    JsonFields fields = json.fields(kind);
    return examples ? exampleContents(fields) : taskContents(fields);
  }

  private static ExampleContents exampleContents(JsonFields json) throws DamageException {
    json.refuseOthers("type", "shape");
    return new ExampleContents(constant(ElementType.class, json, "type"), json.sizes("shape"));
  }

  private static TaskContents taskContents(JsonFields json) throws DamageException {
    json.refuseOthers("numeric", "categorical", "target", "classes", "time");
    List<TaskContents.Category> categorical = new ArrayList<>();
    for (JsonFields column : json.objects("categorical")) {
      column.refuseOthers("name", "codes");
      categorical.add(new TaskContents.Category(column.text("name"), integer(column, "codes")));
    }
    return new TaskContents(
        json.texts("numeric"),
        categorical,
        json.text("target"),
        integer(json, "classes"),
        json.flag("time"));
  }

  private static Fractions fractions(JsonFields json) throws DamageException {
    json.refuseOthers("train", "validation", "test");
    return new Fractions(json.real("train"), json.real("validation"), json.real("test"));
  }

  private static StoreFile file(JsonFields json) throws DamageException {
    json.refuseOthers("name", "role", "split", "identity", "records", "bytes", "sha256", "runs");
    var facts =
        new RecordFileFacts(
            json.identity("identity"),
            json.notNegative("records"),
            json.notNegative("bytes"),
            json.sha256("sha256"));
    Split split = json.isNull("split") ? null : constant(Split.class, json, "split");
    return new StoreFile(
        json.text("name"), constant(StoreFile.Role.class, json, "role"), split, facts, runs(json));
  }

  private static List<StoreFile.Run> runs(JsonFields json) throws DamageException {
    List<StoreFile.Run> runs = new ArrayList<>();
    for (JsonFields run : json.objects("runs")) {
      run.refuseOthers("from", "first", "last");
      runs.add(
          new StoreFile.Run(run.notNegative("from"), run.identity("first"), run.identity("last")));
    }
    return runs;
  }

  private static Map<Split, Count> counts(JsonFields json) throws DamageException {
    json.refuseOthers(ManifestJson.splits().toArray(String[]::new));
    Map<Split, Count> counts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      JsonFields count = json.fields(ManifestJson.name(split));
      count.refuseOthers("classes", "tasks", "examples", "least", "most");
      counts.put(
          split,
          new Count(
              count.notNegative("classes"),
              count.notNegative("tasks"),
              count.notNegative("examples"),
              count.notNegative("least"),
              count.notNegative("most")));
    }
    return counts;
  }

  private static List<ColumnStatistics> statistics(JsonFields json) throws DamageException {
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (JsonFields column : json.objects("statistics")) {
      column.refuseOthers(
          "name", "count", "missing", "mean", "deviation", "minimum", "maximum", "balance");
      statistics.add(
          new ColumnStatistics(
              column.text("name"),
              column.notNegative("count"),
              column.notNegative("missing"),
              column.real("mean"),
              column.real("deviation"),
              column.real("minimum"),
              column.real("maximum"),
              column.notNegatives("balance")));
    }
    return statistics;
  }

  private static Map<String, Long> report(JsonFields json) throws DamageException {
    Map<String, Long> report = new LinkedHashMap<>();
    for (String name : json.names()) {
      report.put(name, json.whole(name));
    }
    return report;
  }

  private static Map<String, String> provenance(JsonFields json) throws DamageException {
    Map<String, String> provenance = new LinkedHashMap<>();
    for (String name : json.names()) {
      provenance.put(name, json.text(name));
    }
    return provenance;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonFields json, String name)
      throws DamageException {
    String text = json.text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new DamageException(
        "expected %s.%s to be one of %s but it is %s"
            .formatted(
                json.where(),
                name,
                Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT),
                JsonFields.printable(text)));
  }
}
