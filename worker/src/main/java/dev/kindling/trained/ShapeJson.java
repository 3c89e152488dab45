package dev.kindling.trained;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the largest task is like, as JSON. */
final class ShapeJson {

  private ShapeJson() {}

  static void write(TaskShape shape, Sizes sizes, ObjectNode json) {
    shape.features().forEach(json.putArray("features")::add);
    shape.targets().forEach(json.putArray("targets")::add);
    json.put("support", shape.support())
        .put("query", shape.query())
        .put("classes", shape.classes())
        .put("sizes", sizes.name().toLowerCase(Locale.ROOT));
    var columns = json.putArray("columns");
    for (FeatureColumn column : shape.columns()) {
      columns
          .addObject()
          .put("name", column.name())
          .put("codes", column.codes())
          .put("meaning", column.meaning());
    }
  }

  static TaskShape shape(JsonFields json) throws DamageException {
    json.refuseOthers("features", "targets", "support", "query", "classes", "sizes", "columns");
    List<FeatureColumn> columns = new ArrayList<>();
    for (JsonFields entry : json.objects("columns")) {
      entry.refuseOthers("name", "codes", "meaning");
      columns.add(
          new FeatureColumn(
              entry.text("name"), FormJson.whole(entry, "codes"), entry.text("meaning")));
    }
    return new TaskShape(
        json.sizes("features"),
        json.sizes("targets"),
        FormJson.whole(json, "support"),
        FormJson.whole(json, "query"),
        FormJson.whole(json, "classes"),
        columns);
  }

  static Sizes sizes(JsonFields json) throws DamageException {
    String text = json.text("sizes");
    for (Sizes sizes : Sizes.values()) {
      if (sizes.name().toLowerCase(Locale.ROOT).equals(text)) {
        return sizes;
      }
    }
    throw DamageException.expected("sizes fixed or varying", JsonFields.printable(text));
  }
}
