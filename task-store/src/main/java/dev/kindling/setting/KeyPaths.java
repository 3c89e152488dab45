package dev.kindling.setting;

import dev.kindling.meaning.Kinds;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys that a record of settings can have. */
public final class KeyPaths {

  private KeyPaths() {}

  /**
   * Full paths of all keys that have values, for all kinds, in the order of declaration. A section
   * whose kinds stand elsewhere already counts as its kind alone.
   */
  public static List<String> of(Class<?> record) {
    Set<String> paths = new LinkedHashSet<>();
    collect(record, "", paths, new HashMap<>());
    return List.copyOf(paths);
  }

  private static void collect(
      Class<?> type, String prefix, Set<String> paths, Map<Class<?>, String> told) {
    if (Kinds.isFamily(type)) {
      paths.add(prefix + Names.KIND);
      if (!prefix.equals(told.computeIfAbsent(type, first -> prefix))) {
        return;
      }
      for (Class<?> kind : Kinds.of(type)) {
        collect(kind, prefix, paths, told);
      }
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + Names.key(component);
      if (isSection(component.getType())) {
        collect(component.getType(), path + ".", paths, told);
        continue;
      }
      paths.add(path);
    }
  }

  private static boolean isSection(Class<?> type) {
    return type.isRecord() || Kinds.isFamily(type);
  }
}
