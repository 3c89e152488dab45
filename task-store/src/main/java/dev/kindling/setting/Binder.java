package dev.kindling.setting;

import dev.kindling.fault.Fault;
import dev.kindling.meaning.Kinds;
import dev.kindling.setting.Setting.Scalar;
import dev.kindling.setting.Setting.Section;
import dev.kindling.setting.Setting.Sequence;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes records of {@link Setting}s. A record is a section with one key for each component; a
 * missing key takes its value from the defaults; a family is a section whose {@code kind} chooses
 * the record. The record's own constructor checks what a value may be.
 */
final class Binder {

  private final Class<?> root;
  private final Wording wording;

  Binder(Class<?> root, Wording wording) {
    this.root = root;
    this.wording = wording;
  }

  /**
   * Makes the outermost record.
   *
   * @param defaults null where each of its keys must be written
   */
  Object bind(Object defaults, Section section) {
    return record(root, defaults, section, "");
  }

  private Object value(Type type, Object defaults, Setting setting, String path) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(list.getActualTypeArguments()[0], setting, path);
    }
    if (!(type instanceof Class<?> plain)) {
      throw unsupported(type, path);
    }
    if (Kinds.isFamily(plain)) {
      return kind(plain, defaults, setting, path);
    }
    if (plain.isRecord()) {
      return record(plain, defaults, setting, path);
    }
    return scalar(plain, setting, path);
  }

  private Object record(Class<?> type, Object defaults, Setting setting, String path) {
    Section section = sectionAt(setting, path);
    List<String> keys = Names.keys(type);
    for (Map.Entry<String, Setting> entry : section.entries().entrySet()) {
      if (!keys.contains(entry.getKey())) {
        throw unknown(entry.getKey(), entry.getValue().place(), keys, path);
      }
    }
    return construct(type, defaults, section, path);
  }

  private Object construct(Class<?> type, Object defaults, Section section, String path) {
    List<Object> arguments = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      arguments.add(component(component, defaults, section, path));
    }
    try {
      return Records.construct(type, arguments);
    } catch (IllegalArgumentException e) {
      throw refused(type, section, path, e.getMessage());
    }
  }

  private Object component(
      RecordComponent component, Object defaults, Section section, String path) {
    String key = Names.key(component);
    Setting setting = section.entries().get(key);
    if (setting == null && defaults == null) {
      throw refusal(section.place(), join(path, key) + " is missing", join(path, key));
    }
    Object inherited = defaults == null ? null : Records.read(component, defaults);
    return setting == null
        ? inherited
        : value(component.getGenericType(), inherited, setting, join(path, key));
  }

  private Object kind(Class<?> family, Object defaults, Setting setting, String path) {
    Section section = sectionAt(setting, path);
    Setting chosen = section.entries().get(Names.KIND);
    if (chosen == null && defaults == null) {
      String expected = expected(Kinds.names(family));
      String kind = join(path, Names.KIND);
      throw refusal(section.place(), kind + " must be " + expected + " but is missing", kind);
    }
    Class<?> type = chosen == null ? defaults.getClass() : kind(family, chosen, path);
    Section rest = new Section(section.place(), section.entries());
    rest.entries().remove(Names.KIND);
    for (Map.Entry<String, Setting> entry : rest.entries().entrySet()) {
      refuseOtherKind(family, type, entry.getKey(), entry.getValue().place(), path);
    }
    Object base = type.isInstance(defaults) ? defaults : Records.defaults(type);
    return record(type, base, rest, path);
  }

  private Class<?> kind(Class<?> family, Setting setting, String path) {
    String advice = family.isSealed() ? "" : "; " + wording.plugIns();
    return oneOf(Kinds.of(family), Kinds::name, setting, join(path, Names.KIND), advice);
  }

  private void refuseOtherKind(
      Class<?> family, Class<?> type, String key, String place, String path) {
    List<String> keys = Names.keys(type);
    if (keys.contains(key)) {
      return;
    }
    List<String> others =
        Kinds.of(family).stream()
            .filter(other -> Names.keys(other).contains(key))
            .map(Kinds::name)
            .toList();
    if (others.isEmpty()) {
      return;
    }
    String sentence = "%s belongs to kind %s but the kind is %s, %s";
    String own = keys.isEmpty() ? "which has no keys" : "whose keys are " + String.join(", ", keys);
    throw refusal(
        place,
        sentence.formatted(join(path, key), listed(others), Kinds.name(type), own),
        join(path, Kinds.name(type)));
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private List<Object> list(Type element, Setting setting, String path) {
    if (!(setting instanceof Sequence sequence)) {
      throw mistyped(
          path, "a list such as " + (element == String.class ? "[a, b]" : "[1, 2]"), setting);
    }
    List<Object> values = new ArrayList<>();
    for (Setting item : sequence.items()) {
      Object defaults =
          element instanceof Class<?> type && Records.hasDefaults(type)
              ? Records.defaults(type)
              : null;
      values.add(value(element, defaults, item, path + "[" + values.size() + "]"));
    }
    return List.copyOf(values);
  }

  private Object scalar(Class<?> type, Setting setting, String path) {
    if (type == String.class) {
      return text(setting, path);
    }
    if (type == boolean.class || type == Boolean.class) {
      return oneOf(List.of(true, false), String::valueOf, setting, path);
    }
    if (type.isEnum()) {
      List<Enum<?>> constants = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        constants.add((Enum<?>) constant);
      }
      return oneOf(constants, Names::constant, setting, path);
    }
    return number(type, setting, path);
  }

  private Object number(Class<?> type, Setting setting, String path) {
    if (type == int.class || type == Integer.class) {
      return (int) whole(setting, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return whole(setting, path, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      return parsed(setting, path, "a number", Numbers::real);
    }
    throw unsupported(type, path);
  }

  private long whole(Setting setting, String path, long least, long most) {
    return parsed(setting, path, "a whole number", text -> Numbers.whole(text, least, most));
  }

  private <T> T parsed(Setting setting, String path, String expected, Function<String, T> parse) {
    if (!(setting instanceof Scalar scalar) || scalar.isQuoted() || scalar.isBlank()) {
      throw mistyped(path, expected, setting);
    }
    try {
      return parse.apply(scalar.text());
    } catch (IllegalArgumentException e) {
      throw refusal(setting.place(), path + " " + e.getMessage(), path);
    }
  }

  private String text(Setting setting, String path) {
    if (!(setting instanceof Scalar scalar) || scalar.isBlank()) {
      throw mistyped(path, "a text", setting);
    }
    return scalar.text();
  }

  private <T> T oneOf(
      List<? extends T> values, Function<T, String> name, Setting setting, String path) {
    return oneOf(values, name, setting, path, "");
  }

  /**
   * @param advice for a value that is near to none
   */
  private <T> T oneOf(
      List<? extends T> values,
      Function<T, String> name,
      Setting setting,
      String path,
      String advice) {
    List<String> names = values.stream().map(name).toList();
    String expected = expected(names);
    if (!(setting instanceof Scalar scalar) || scalar.isBlank()) {
      throw mistyped(path, expected, setting);
    }
    int index = names.indexOf(scalar.text());
    if (index >= 0) {
      return values.get(index);
    }
    String meant =
        Nearest.to(scalar.text(), names).map(near -> "; did you mean " + near + "?").orElse(advice);
    String seen = Refusal.shown(scalar.text());
    throw refusal(setting.place(), path + " must be " + expected + " but is " + seen + meant, path);
  }

  private static String expected(List<String> names) {
    return names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names);
  }

  /** The outermost section. */
  static Section section(Setting setting, Wording wording) {
    return sections(setting)
        .orElseThrow(
            () ->
                Refusal.at(
                    setting.place(),
                    wording.whole()
                        + " must be a section with keys but is "
                        + setting.described()));
  }

  private Section sectionAt(Setting setting, String path) {
    return sections(setting).orElseThrow(() -> mistyped(path, "a section with keys", setting));
  }

  private static Optional<Section> sections(Setting setting) {
    if (setting.isBlank()) {
      return Optional.of(Section.empty(setting.place()));
    }
    return setting instanceof Section section ? Optional.of(section) : Optional.empty();
  }

  private Fault refusal(String place, String sentence, String path) {
    if (wording.pointer().isEmpty()) {
      return Refusal.at(place, sentence);
    }
    String between = sentence.endsWith("?") ? " " : "; ";
    // An item of a list is told of with the list.
    String key = path.replaceAll("\\[[0-9]+]$", "");
    return Refusal.at(place, sentence + between + (wording.pointer() + " " + key).strip());
  }

  private Fault unknown(String key, String place, List<String> siblings, String path) {
    String full = join(path, Refusal.shown(key));
    List<String> elsewhere =
        KeyPaths.of(root).stream().filter(known -> known.endsWith("." + key)).toList();
    List<String> meant =
        Nearest.to(key, siblings).map(near -> List.of(join(path, near))).orElse(elsewhere);
    String advice =
        meant.isEmpty()
            ? "the keys here are " + String.join(", ", siblings)
            : "did you mean " + String.join(" or ", meant) + "?";
    return refusal(place, full + " is not a key; " + advice, path);
  }

  /** The constructor's sentence begins with the key that it is about. */
  private Fault refused(Class<?> type, Section section, String path, String sentence) {
    for (String key : Names.keys(type)) {
      if (sentence.matches("(?s)" + key + "(?![a-z0-9-]).*")) {
        Setting setting = section.entries().get(key);
        return refusal(
            setting == null ? place(section) : setting.place(),
            join(path, sentence),
            join(path, key));
      }
    }
    return refusal(place(section), path.isEmpty() ? sentence : path + ": " + sentence, path);
  }

  /** Where a section was written; if it has one key, where that key was. */
  private static String place(Section section) {
    return section.entries().size() == 1
        ? section.entries().values().iterator().next().place()
        : section.place();
  }

  private Fault mistyped(String path, String expected, Setting seen) {
    return refusal(
        seen.place(), path + " must be " + expected + " but is " + seen.described(), path);
  }

  private static IllegalStateException unsupported(Type type, String path) {
    return new IllegalStateException(path + ": no settings are of type " + type.getTypeName());
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
