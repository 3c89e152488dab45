package dev.kindling.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.Takes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON Schema, draft 2020-12, of the configuration. Each section is a definition; where a section
 * has kinds, {@code kind} tells them apart, and only the kind that is meant where none is chosen
 * goes without.
 */
public final class JsonSchema {

  /** The name of the file in which editors find it. */
  public static final String FILE = "kindling.schema.json";

  /** What the schema calls itself, and no other file does. */
  public static final String TITLE = "A configuration of Kindling";

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private final Chapters chapters = Chapters.ofConfiguration();

  private JsonSchema() {}

  public static String text() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(new JsonSchema().tree()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema is of maps, lists and texts alone", e);
    }
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("$schema", DRAFT);
    tree.put("title", TITLE);
    Map<String, Object> definitions = new LinkedHashMap<>();
    for (Chapter chapter : chapters.all()) {
      if (chapter.path().isEmpty()) {
        tree.putAll(section(chapter));
        continue;
      }
      definitions.put(name(chapter), section(chapter));
    }
    tree.put("$defs", definitions);
    return tree;
  }

  private static String name(Chapter chapter) {
    return plain(chapter.path()) + chapter.kind().map(kind -> "." + kind).orElse("");
  }

  private static String plain(String path) {
    return path.replace("[]", "");
  }

  private static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/$defs/" + definition);
  }

  /** A section with nothing in it takes its defaults, and so does one that is not there at all. */
  private Map<String, Object> section(Chapter chapter) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("description", chapter.described().meaning());
    section.put("type", chapter.standard() ? List.of("object", "null") : "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    chapter.kind().ifPresent(kind -> properties.put("kind", kind(kind, chapter)));
    for (DescribedKey key : chapter.described().keys()) {
      properties.put(key.name(), property(chapter.path(key), key));
    }
    section.put("properties", properties);
    if (!chapter.standard()) {
      section.put("required", List.of("kind"));
    }
    section.put("additionalProperties", false);
    return section;
  }

  private static Map<String, Object> kind(String name, Chapter chapter) {
    Map<String, Object> kind = new LinkedHashMap<>();
    kind.put("description", chapter.described().meaning());
    kind.put("const", name);
    return kind;
  }

  private Map<String, Object> property(String path, DescribedKey key) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("description", description(key));
    property.putAll(key.values().accept(new ValueSchema(path, chapters)));
    if (!key.example().isEmpty()) {
      property.put("default", key.standard());
    }
    return property;
  }

  /** With what a schema cannot say: relations to other keys, and what each word means. */
  private static String description(DescribedKey key) {
    List<String> sentences = new ArrayList<>(List.of(key.meaning()));
    if (key.values() instanceof Takes.Choice choice) {
      choice.words().stream()
          .filter(word -> !word.meaning().isEmpty())
          .forEach(word -> sentences.add(word.name() + ": " + word.meaning()));
    } else if (!key.example().isEmpty()) {
      sentences.add("It takes " + key.takes() + ".");
    }
    return String.join(" ", sentences);
  }

  /** The definitions that a section of kinds chooses among. */
  static List<Map<String, Object>> kinds(String path, Chapters chapters) {
    String told = chapters.elsewhere().getOrDefault(path, path);
    return chapters.all().stream()
        .filter(chapter -> chapter.path().equals(told))
        .map(chapter -> reference(name(chapter)))
        .toList();
  }

  /** The definition of a section without kinds. */
  static Map<String, Object> section(String path, Chapters chapters) {
    return reference(plain(chapters.elsewhere().getOrDefault(path, path)));
  }
}
