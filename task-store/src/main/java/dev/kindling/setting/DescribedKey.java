package dev.kindling.setting;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Kinds;
import dev.kindling.meaning.LeftOutAs;
import dev.kindling.meaning.Meaning;
import dev.kindling.meaning.OneOf;
import dev.kindling.meaning.Spelling;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All there is to say of a key.
 *
 * @param standard its value unless it is set, as in {@link SettingsWriter#tree}
 * @param example YAML of a value; empty for a section
 */
public record DescribedKey(
    String name, String meaning, Takes values, Object standard, String example) {

  static DescribedKey of(RecordComponent component, Object defaults) {
    Meaning meaning = component.getAnnotation(Meaning.class);
    if (meaning == null) {
      throw new IllegalStateException(
          "%s of %s has no @Meaning"
              .formatted(component.getName(), component.getDeclaringRecord().getSimpleName()));
    }
    Object standard = Records.read(component, defaults);
    Takes values = values(component, component.getGenericType(), standard);
    Object tree = Unbinder.value(standard, component.getGenericType());
    boolean section = standard instanceof Record;
    String given = meaning.example();
    String example = section ? "" : given.isEmpty() ? plain(tree) : given;
    return new DescribedKey(Names.key(component), meaning.value(), values, tree, example);
  }

  /** What it takes, for people. */
  public String takes() {
    return values.accept(new TakesText());
  }

  /** Its value unless it is set, as YAML; of a section with kinds the kind. */
  public Optional<String> standardText() {
    if (values instanceof Takes.AnyKind kinds) {
      String kind = Kinds.name(kinds.standard());
      return Optional.of(kinds.like().isEmpty() ? kind : "as in " + kinds.like());
    }
    return values instanceof Takes.OneSection ? Optional.empty() : Optional.of(plain(standard));
  }

  /** The key with a value, as a line of YAML. */
  public String line(Object value) {
    return YamlText.of(Map.of(name, value));
  }

  /** The kinds that it chooses among; none where it is no section of several. */
  public List<DescribedKind> kinds() {
    return values instanceof Takes.AnyKind any
        ? any.records().stream().map(DescribedKind::of).toList()
        : List.of();
  }

  /** Its keys, where it is a section without kinds. */
  public Optional<DescribedKind> section() {
    return values instanceof Takes.OneSection one
        ? Optional.of(DescribedKind.of(one.record()))
        : Optional.empty();
  }

  /** A text or a number as people write it, where no reader takes it for anything else. */
  private static String plain(Object value) {
    if (value instanceof String text && text.matches("[0-9]+")) {
      return text;
    }
    return value instanceof Double number ? NumberRange.number(number) : YamlText.inline(value);
  }

  private static Takes values(RecordComponent component, Type type, Object standard) {
    Bounds bounds = component.getAnnotation(Bounds.class);
    if (type instanceof ParameterizedType list) {
      Type element = list.getActualTypeArguments()[0];
      Takes each = values(component, element, null);
      return bounds == null
          ? new Takes.Items(each, 0, Integer.MAX_VALUE)
          : new Takes.Items(each, bounds.leastItems(), bounds.mostItems());
    }
    Class<?> plain = (Class<?>) type;
    if (Kinds.isFamily(plain)) {
      Require.present(component.getName(), standard);
      LeftOutAs like = component.getAnnotation(LeftOutAs.class);
      return new Takes.AnyKind(
          Kinds.of(plain), standard.getClass(), like == null ? "" : like.value());
    }
    if (plain.isRecord()) {
      return new Takes.OneSection(plain);
    }
    if (plain == String.class) {
      return texts(component);
    }
    if (plain.isEnum() || plain == boolean.class) {
      return choice(plain);
    }
    boolean whole = plain != double.class && plain != Double.class;
    return new Takes.Numeric(
        whole, bounds == null ? NumberRange.unbounded() : NumberRange.of(bounds));
  }

  private static Takes texts(RecordComponent component) {
    OneOf names = component.getAnnotation(OneOf.class);
    if (names != null) {
      return new Takes.Choice(
          Arrays.stream(names.value()).map(name -> new Takes.Choice.Word(name, "")).toList());
    }
    Spelling spelling = component.getAnnotation(Spelling.class);
    if (spelling == null) {
      return new Takes.Texts("", "a text", 0);
    }
    Bounds bounds = component.getAnnotation(Bounds.class);
    long least = bounds == null ? 0 : (long) bounds.least();
    return new Takes.Texts(spelling.pattern(), spelling.takes(), least);
  }

  private static Takes choice(Class<?> type) {
    if (!type.isEnum()) {
      return new Takes.Choice(
          List.of(new Takes.Choice.Word("true", ""), new Takes.Choice.Word("false", "")));
    }
    return new Takes.Choice(
        Arrays.stream(type.getEnumConstants()).map(one -> word((Enum<?>) one)).toList());
  }

  private static Takes.Choice.Word word(Enum<?> constant) {
    try {
      Meaning meaning =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(Meaning.class);
      if (meaning == null) {
        throw new IllegalStateException(
            "%s of %s has no @Meaning"
                .formatted(constant, constant.getDeclaringClass().getSimpleName()));
      }
      return new Takes.Choice.Word(Names.constant(constant), meaning.value());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(constant + " is no constant of its own enum", e);
    }
  }
}
