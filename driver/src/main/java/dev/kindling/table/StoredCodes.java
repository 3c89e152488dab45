package dev.kindling.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.fault.Fault;
import dev.kindling.store.Manifest;
import dev.kindling.store.TaskContents;
import java.util.ArrayList;
import java.util.List;

/** Codes in a manifest's provenance: a JSON list of a column's values, from code 1. */
public final class StoredCodes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredCodes() {}

  static String key(String column) {
    return TaskContents.codesKey(column);
  }

  static String json(Codes codes) {
    try {
      return JSON.writeValueAsString(codes.values());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The codes of a store that a table made; if its classes have names, these come last. */
  public static List<Codes> of(Manifest manifest) {
    if (!(manifest.contents() instanceof TaskContents contents)) {
      throw Fault.usage(
          "a table can be appended to a store of tasks but this one holds examples; name another"
              + " --store");
    }
    List<String> columns = new ArrayList<>();
    contents.categorical().forEach(column -> columns.add(column.name()));
    if (manifest.provenance().containsKey(key(contents.target()))) {
      columns.add(contents.target());
    }
    return columns.stream().map(column -> new Codes(column, values(manifest, column))).toList();
  }

  private static List<String> values(Manifest manifest, String column) {
    String json = manifest.provenance().get(key(column));
    try {
      if (json != null) {
        return List.of(JSON.readValue(json, String[].class));
      }
    } catch (JsonProcessingException e) {
      throw Fault.data("the codes of %s in the store cannot be read".formatted(column), e);
    }
    throw Fault.usage(
        "the store must say in its provenance what the codes of %s stand for but does not; name"
                .formatted(column)
            + " another --store");
  }
}
