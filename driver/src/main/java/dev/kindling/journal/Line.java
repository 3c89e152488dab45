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
  private static final String STEP = "step";

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
    try {
      JsonNode step = MAPPER.readTree(line).path(STEP);
      return step.canConvertToLong() && step.isIntegralNumber()
          ? OptionalLong.of(step.longValue())
          : OptionalLong.empty();
    } catch (JsonProcessingException e) {
      return OptionalLong.empty();
    }
  }
}
