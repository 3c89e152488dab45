package dev.kindling.config;

import dev.kindling.setting.Refusal;
import dev.kindling.setting.WrittenSettings;
import java.util.List;

/**
 * One {@code a.b.c=value}, or {@code a.b[0].c=value}, of the command line; the value is read as
 * YAML.
 */
record Assignment(String place, List<String> path, String value) {

  static Assignment parse(String text) {
    String place = "--set " + Refusal.shown(text);
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw Refusal.at(place, "must be of the form key=value, such as training.steps=100");
    }
    List<String> path = List.of(text.substring(0, equals).strip().split("\\.", -1));
    if (path.stream().anyMatch(String::isBlank)) {
      throw Refusal.at(place, "has an empty part in its key; a key is such as training.steps");
    }
    return new Assignment(place, path, text.substring(equals + 1));
  }

  /** The settings with this value in place of the old one. */
  WrittenSettings over(WrittenSettings settings) {
    return settings.with(path, value, place);
  }
}
