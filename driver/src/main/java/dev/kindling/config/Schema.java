package dev.kindling.config;

import dev.kindling.meaning.Kinds;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The keys that a record of settings can have. */
final class Schema {

  private Schema() {}

  /** Full paths of all keys that have values, for all kinds, in the order of declaration. */
  static List<String> paths(Class<?> record) {
    Set<String> paths = new LinkedHashSet<>();
    collect(record, "", paths);
    return List.copyOf(paths);
  }

  private static void collect(Class<?> type, String prefix, Set<String> paths) {
    if (Kinds.isFamily(type)) {
      paths.add(prefix + Names.KIND);
      for (Class<?> kind : Kinds.of(type)) {
        collect(kind, prefix, paths);
      }
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + Names.key(component);
      if (isSection(component.getType())) {
        collect(component.getType(), path + ".", paths);
        continue;
      }
      paths.add(path);
    }
  }

  static boolean isSection(Class<?> type) {
    return type.isRecord() || Kinds.isFamily(type);
  }
}
