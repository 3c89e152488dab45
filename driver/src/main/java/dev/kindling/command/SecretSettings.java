package dev.kindling.command;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The values of this process's settings that nobody is shown. Which settings those are Spark knows
 * by their names.
 */
record SecretSettings(List<String> values) {
  private static final String PATTERN = "spark.redaction.regex";

  /** Spark's own default. */
  private static final String USUAL = "(?i)secret|password|token|access[.]?key";

  private static final String SETTINGS = "spark.";
  private static final int LEAST_LENGTH = 4;

  static SecretSettings ofProcess() {
    Pattern secret = pattern();
    return new SecretSettings(
        System.getProperties().stringPropertyNames().stream()
            .filter(name -> name.startsWith(SETTINGS) && secret.matcher(name).find())
            .map(System::getProperty)
            .filter(value -> value.length() >= LEAST_LENGTH)
            .filter(value -> !value.equals("true") && !value.equals("false"))
            .sorted(Comparator.comparing(String::length).reversed())
            .toList());
  }

  private static Pattern pattern() {
    try {
      return Pattern.compile(System.getProperty(PATTERN, USUAL));
    } catch (PatternSyntaxException e) {
      return Pattern.compile(USUAL);
    }
  }

  /** A text without them. */
  String hidden(String text) {
    String rest = text;
    for (String value : values) {
      rest = rest.replace(value, "***");
    }
    return rest;
  }
}
