package dev.kindling.setting;

import dev.kindling.meaning.Kinds;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
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
      tree.put(Names.key(component), value(value, component.getGenericType()));
    }
    return tree;
  }

  static Object value(Object value, Type declared) {
    if (value instanceof Record settings) {
      return isFamily(declared) ? chosen(settings) : tree(settings);
    }
    if (value instanceof List<?> list) {
      Type each = ((ParameterizedType) declared).getActualTypeArguments()[0];
      return list.stream().map(item -> value(item, each)).toList();
    }
    return value instanceof Enum<?> constant ? Names.constant(constant) : value;
  }

  private static boolean isFamily(Type declared) {
    return declared instanceof Class<?> type && Kinds.isFamily(type);
  }

  private static Map<String, Object> chosen(Record settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(Names.KIND, Kinds.name(settings.getClass()));
    tree.putAll(tree(settings));
    return tree;
  }
}
