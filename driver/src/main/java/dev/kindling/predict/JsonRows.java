package dev.kindling.predict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.kindling.fault.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Objects of JSON, one on each line, as rows. An array {@code x} of n numbers is the columns {@code
 * x1} to {@code xn}, and arrays of arrays one after the other.
 */
final class JsonRows {
  private static final ObjectReader JSON =
      new ObjectMapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final String EXPECTED = "an object of JSON is expected on each line";

  private JsonRows() {}

  /** Gives each row to the taker, who parses it. */
  static void read(InputStream in, Consumer<Supplier<Map<String, Object>>> taker)
      throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          String one = line;
          taker.accept(() -> row(one));
        }
      }
    } catch (CharacterCodingException e) {
      throw Fault.data(
          EXPECTED + " in UTF-8 but there are bytes that are none; convert the file", e);
    }
  }

  private static Map<String, Object> row(String line) {
    JsonNode node = node(line);
    if (!node.isObject()) {
      throw Fault.data(
          "%s but there is %s; write a row as {\"column\": value, ...}"
              .formatted(EXPECTED, kind(node)));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    node.fields().forEachRemaining(field -> put(row, field.getKey(), field.getValue()));
    return row;
  }

  private static JsonNode node(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw Fault.data(
          "%s but one is none: %s; mend it, and put each row on a line of its own"
              .formatted(EXPECTED, e.getOriginalMessage()),
          e);
    }
  }

  private static void put(Map<String, Object> row, String name, JsonNode value) {
    if (value.isArray()) {
      flatten(row, name, value, 0);
    } else {
      row.put(name, cell(name, value));
    }
  }

  /** Returns how many numbers were put so far. */
  private static int flatten(Map<String, Object> row, String name, JsonNode array, int before) {
    int put = before;
    for (JsonNode item : array) {
      if (item.isArray()) {
        put = flatten(row, name, item, put);
      } else {
        put++;
        row.put(name + put, cell(name, item));
      }
    }
    return put;
  }

  private static Object cell(String name, JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> null;
      case NUMBER -> value.numberValue();
      case STRING -> value.textValue();
      case BOOLEAN -> value.booleanValue();
      default ->
          throw Fault.data(
              "a number, a text, true, false or null is expected in %s but there is %s; give one"
                  .formatted(name, kind(value)));
    };
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case MISSING -> "nothing";
      default -> node.toString();
    };
  }
}
