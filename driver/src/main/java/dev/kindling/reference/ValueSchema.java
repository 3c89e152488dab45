package dev.kindling.reference;

import dev.kindling.setting.NumberRange;
import dev.kindling.setting.Takes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON Schema of what a key takes. */
record ValueSchema(String path, Chapters chapters) implements Takes.Cases<Map<String, Object>> {

  private static final String ANY_DIGIT = "5";
  private static final List<String> TRUTH = List.of("true", "false");

  /** A section without a kind: another one says which keys it may have. */
  private static Map<String, Object> ofKindElsewhere() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", List.of("object", "null"));
    schema.put("properties", Map.of("kind", false));
    return schema;
  }

  @Override
  public Map<String, Object> numbers(Takes.Numeric numbers) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", numbers.whole() ? "integer" : "number");
    NumberRange range = numbers.range();
    String least = range.leastTaken() ? "minimum" : "exclusiveMinimum";
    String most = range.mostTaken() ? "maximum" : "exclusiveMaximum";
    range.lower().ifPresent(bound -> schema.put(least, number(bound)));
    range.upper().ifPresent(bound -> schema.put(most, number(bound)));
    return schema;
  }

  private static Number number(double bound) {
    long whole = (long) bound;
    if (whole == bound) {
      return whole;
    }
    return bound;
  }

  /** YAML takes digits for a number, which is as good as the text of them. */
  @Override
  public Map<String, Object> texts(Takes.Texts texts) {
    if (texts.pattern().isEmpty()) {
      return Map.of("type", "string");
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    boolean digits = ANY_DIGIT.matches(texts.pattern());
    schema.put("type", digits ? List.of("string", "integer") : "string");
    schema.put("pattern", "^(?:" + texts.pattern() + ")$");
    if (digits) {
      schema.put("minimum", texts.least());
    }
    return schema;
  }

  @Override
  public Map<String, Object> choice(Takes.Choice choice) {
    List<String> names = choice.words().stream().map(Takes.Choice.Word::name).toList();
    return names.equals(TRUTH) ? Map.of("type", "boolean") : Map.of("enum", names);
  }

  @Override
  public Map<String, Object> list(Takes.Items list) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", list.each().accept(new ValueSchema(path + "[]", chapters)));
    if (list.least() > 0) {
      schema.put("minItems", list.least());
    }
    if (list.most() < Integer.MAX_VALUE) {
      schema.put("maxItems", list.most());
    }
    return schema;
  }

  @Override
  public Map<String, Object> section(Takes.OneSection section) {
    return JsonSchema.section(path, chapters);
  }

  @Override
  public Map<String, Object> kinds(Takes.AnyKind kinds) {
    List<Map<String, Object>> known = JsonSchema.kinds(path, chapters);
    if (kinds.like().isEmpty()) {
      return Map.of("oneOf", known);
    }
    List<Map<String, Object>> any = new ArrayList<>(known);
    any.add(ofKindElsewhere());
    return Map.of("anyOf", any);
  }
}
