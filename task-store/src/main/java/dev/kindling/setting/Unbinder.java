package dev.kindling.setting;

import dev.kindling.meaning.Kinds;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does the opposite of {@link Binder}: makes maps of records, with the keys that made them. */
final class Unbinder {

  private Unbinder() {}

  static Map<String, Object> tree(Record settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Object value = Records.read(component, settings);
      tree.put(Names.key(component), value(value, component.getType()));
    }
    return tree;
  }

  static Object value(Object value, Class<?> declared) {
    if (value instanceof Record settings) {
      return Kinds.isFamily(declared) ? chosen(settings) : tree(settings);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> value(item, item.getClass())).toList();
    }
    return value instanceof Enum<?> constant ? Names.constant(constant) : value;
  }

  private static Map<String, Object> chosen(Record settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(Names.KIND, Kinds.name(settings.getClass()));
    tree.putAll(tree(settings));
    return tree;
  }
}
