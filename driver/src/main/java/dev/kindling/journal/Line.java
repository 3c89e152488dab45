package dev.kindling.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A line of {@code metrics.jsonl}. Numbers have six digits, and null stands for what is none. */
final class Line {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final MathContext DIGITS = new MathContext(6);
  static final String STEP = "step";
  static final String ROLLBACK = "rollback";

  private Line() {}

  static String of(Map<String, ?> tree) {
    try {
      return MAPPER.writeValueAsString(rounded(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object rounded(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? new BigDecimal(number, DIGITS).doubleValue() : null;
    }
    if (value instanceof Map<?, ?> tree) {
      Map<Object, Object> all = new LinkedHashMap<>();
      tree.forEach((key, part) -> all.put(key, rounded(part)));
      return all;
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(part -> all.add(rounded(part)));
      return all;
    }
    return value;
  }

  /** How many outer steps were made when it was written; nothing for what is no such line. */
  static OptionalLong step(String line) {
    return whole(line, STEP);
  }

  /** Which rollback it tells of; nothing if it tells of none. */
  static OptionalLong rollback(String line) {
    return whole(line, ROLLBACK);
  }

  private static OptionalLong whole(String line, String field) {
    try {
      JsonNode number = MAPPER.readTree(line).path(field);
      return number.canConvertToLong() && number.isIntegralNumber()
          ? OptionalLong.of(number.longValue())
          : OptionalLong.empty();
    } catch (JsonProcessingException e) {
      return OptionalLong.empty();
    }
  }
}
