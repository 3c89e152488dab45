package dev.kindling.setting;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes nested maps, lists, numbers, texts and truth values as YAML. */
final class YamlText {

  /** Texts that no reader of any version of YAML takes for anything else. */
  private static final Pattern PLAIN =
      Pattern.compile("(?!(?i:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][A-Za-z0-9_./-]*");

  private YamlText() {}

  /** A value on one line. */
  static String inline(Object value) {
    return flow(value);
  }

  static String of(Map<String, Object> tree) {
    StringBuilder text = new StringBuilder();
    append(text, tree, "");
    return text.toString();
  }

  private static void append(StringBuilder text, Map<?, ?> tree, String indent) {
    tree.forEach(
        (key, value) -> {
          text.append(indent).append(key).append(':');
          if (value instanceof Map<?, ?> section && !section.isEmpty()) {
            append(text.append('\n'), section, indent + "  ");
            return;
          }
          text.append(' ').append(flow(value)).append('\n');
        });
  }

  private static String flow(Object value) {
    if (value instanceof Map<?, ?> section) {
      return section.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof String string) {
      return PLAIN.matcher(string).matches() ? string : quoted(string);
    }
    return value instanceof Double number ? real(number) : String.valueOf(value);
  }

  /** YAML 1.1 wants a sign in the exponent; Java writes none when it is positive. */
  private static String real(double value) {
    return Double.toString(value).replaceFirst("E(?=[0-9])", "E+");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(unit -> quoted.append(escaped((char) unit)));
    return quoted.append('"').toString();
  }

  private static String escaped(char unit) {
    if (unit == '"' || unit == '\\') {
      return "\\" + unit;
    }
    return unit >= ' ' && unit < 0x7f ? String.valueOf(unit) : "\\u%04x".formatted((int) unit);
  }
}
