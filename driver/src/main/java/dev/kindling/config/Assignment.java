package dev.kindling.config;

import dev.kindling.config.Setting.Section;
import java.util.List;

/** One {@code a.b.c=value} of the command line; the value is read as YAML. */
record Assignment(String place, List<String> path, Setting value) {

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
    return new Assignment(
        place, path, SettingParser.parse(text.substring(equals + 1), line -> place));
  }

  /** The settings with this value in place of what stood there. */
  Section over(Section settings) {
    return over(settings, path);
  }

  private Section over(Section settings, List<String> rest) {
    String key = rest.get(0);
    if (rest.size() == 1) {
      return settings.with(key, value);
    }
    Section inner =
        settings.entries().get(key) instanceof Section section ? section : Section.empty(place);
    return settings.with(key, over(inner, rest.subList(1, rest.size())));
  }
}
