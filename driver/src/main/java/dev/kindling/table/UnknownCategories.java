package dev.kindling.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.store.Manifest;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Categories that rows of an append have and the store has no codes for: of each column the first
 * few in ascending order, so that they do not depend on who met them.
 */
final class UnknownCategories implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TreeMap<String, TreeSet<String>> byColumn = new TreeMap<>();

  UnknownCategories() {}

  /** Those that a store says it met before. */
  static UnknownCategories of(Optional<Manifest> store, List<Codes> codes) {
    var known = new UnknownCategories();
    for (Codes column : codes) {
      store
          .map(manifest -> manifest.provenance().get(key(column.column())))
          .ifPresent(json -> values(json).forEach(value -> known.add(column.column(), value)));
    }
    return known;
  }

  private static String key(String column) {
    return "categories without a code in " + column;
  }

  private static List<String> values(String json) {
    try {
      return List.of(JSON.readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  void add(String column, String category) {
    TreeSet<String> values = byColumn.computeIfAbsent(column, none -> new TreeSet<>());
    values.add(category);
    if (values.size() > MOST) {
      values.pollLast();
    }
  }

  void addAll(UnknownCategories others) {
    others.byColumn.forEach((column, values) -> values.forEach(value -> add(column, value)));
  }

  /** For a store's provenance. */
  Map<String, String> explained() {
    Map<String, String> lines = new LinkedHashMap<>();
    byColumn.forEach((column, values) -> lines.put(key(column), json(values)));
    return lines;
  }

  private static String json(Set<String> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
