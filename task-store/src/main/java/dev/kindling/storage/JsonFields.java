package dev.kindling.storage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The fields of a JSON object, each required and of a known type.
 *
 * @param where what the object is called in messages
 */
public record JsonFields(JsonNode object, String where) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{" + Sha256.DIGITS + "}");

  private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{16}");

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  public static JsonFields parse(byte[] utf8, String where) throws DamageException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return of(mapper().readTree(text), where);
    } catch (CharacterCodingException e) {
      throw new DamageException("expected " + where + " to be UTF-8 but it is not", e);
    } catch (JsonProcessingException e) {
      throw new DamageException(
          "expected " + where + " to be JSON but " + printable(e.getOriginalMessage()), e);
    }
  }

  private static JsonFields of(JsonNode node, String where) throws DamageException {
    if (!node.isObject()) {
      throw wrong(where, "an object", node);
    }
    return new JsonFields(node, where);
  }

  public JsonFields refuseOthers(String... names) throws DamageException {
    Set<String> others = new TreeSet<>(names());
    others.removeAll(Arrays.asList(names));
    if (!others.isEmpty()) {
      throw new DamageException(
          "expected " + where + " to have no field " + printable(others.iterator().next()));
    }
    return this;
  }

  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public boolean isNull(String name) throws DamageException {
    return node(name).isNull();
  }

  public JsonNode node(String name) throws DamageException {
    JsonNode node = object.get(name);
    if (node == null) {
      throw new DamageException("expected " + where + " to have the field " + printable(name));
    }
    return node;
  }

  public JsonFields fields(String name) throws DamageException {
    return of(node(name), where + "." + printable(name));
  }

  public List<JsonFields> objects(String name) throws DamageException {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode item : list(name)) {
      objects.add(of(item, where + "." + printable(name) + "[" + objects.size() + "]"));
    }
    return objects;
  }

  public String text(String name) throws DamageException {
    return text(node(name), name);
  }

  public List<String> texts(String name) throws DamageException {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(name)) {
      texts.add(text(item, name));
    }
    return texts;
  }

  public String sha256(String name) throws DamageException {
    String digits = text(name);
    if (!SHA256.matcher(digits).matches()) {
      throw wrong(where + "." + name, "64 lower-case hexadecimal digits", node(name));
    }
    return digits;
  }

  public long whole(String name) throws DamageException {
    return whole(node(name), name);
  }

  public long notNegative(String name) throws DamageException {
    return notNegative(node(name), name);
  }

  public List<Integer> sizes(String name) throws DamageException {
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode item : list(name)) {
      if (notNegative(item, name) > Integer.MAX_VALUE) {
        throw wrong(where + "." + printable(name), "at most " + Integer.MAX_VALUE, item);
      }
      sizes.add(item.intValue());
    }
    return sizes;
  }

  public double real(String name) throws DamageException {
    JsonNode node = node(name);
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(where + "." + name, "a number", node);
    }
    return node.doubleValue();
  }

  public List<Long> notNegatives(String name) throws DamageException {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode item : list(name)) {
      numbers.add(notNegative(item, name));
    }
    return numbers;
  }

  public boolean flag(String name) throws DamageException {
    if (!node(name).isBoolean()) {
      throw wrong(where + "." + name, "true or false", node(name));
    }
    return node(name).booleanValue();
  }

  /** Sixteen hexadecimal digits as a number. */
  public long identity(String name) throws DamageException {
    String digits = text(name);
    if (!IDENTITY.matcher(digits).matches()) {
      throw wrong(where + "." + name, "16 lower-case hexadecimal digits", node(name));
    }
    return Long.parseUnsignedLong(digits, 16);
  }

  private JsonNode list(String name) throws DamageException {
    JsonNode node = node(name);
    if (!node.isArray()) {
      throw wrong(where + "." + printable(name), "a list", node);
    }
    return node;
  }

  private String text(JsonNode node, String name) throws DamageException {
    if (!node.isTextual()) {
      throw wrong(where + "." + printable(name), "a text", node);
    }
    return node.textValue();
  }

  private long whole(JsonNode node, String name) throws DamageException {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(where + "." + printable(name), "a whole number", node);
    }
    return node.longValue();
  }

  private long notNegative(JsonNode node, String name) throws DamageException {
    long number = whole(node, name);
    if (number < 0) {
      throw wrong(where + "." + printable(name), "at least 0", node);
    }
    return number;
  }

  private static DamageException wrong(String where, String expected, JsonNode seen) {
    return new DamageException(
        "expected " + where + " to be " + expected + " but it is " + printable(seen.toString()));
  }

  /** Text of a file that may hold anything, short enough for a sentence and on one line. */
  public static String printable(String text) {
    String cut = text.length() <= 60 ? text : text.substring(0, 57) + "...";
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
