package dev.kindling.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of settings as it was written, before any type is known. */
sealed interface Setting {

  /** Where it was written, as in messages: {@code train.yaml:12}. */
  String place();

  /** What it is, as the end of "but is ...". */
  String described();

  /** A key with nothing after it. */
  default boolean isBlank() {
    return false;
  }

  /** One value. Whoever reads it decides its type; quotes say that it is a text. */
  record Scalar(String place, String text, Style style) implements Setting {

    enum Style {
      PLAIN,
      QUOTED
    }

    boolean isQuoted() {
      return style == Style.QUOTED;
    }

    @Override
    public boolean isBlank() {
      return !isQuoted() && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String described() {
      if (isBlank()) {
        return "empty";
      }
      String shown = Refusal.shown(text);
      return isQuoted() ? "the text \"" + shown + "\"; remove the quotes" : shown;
    }
  }

  /** {@code [a, b]}. */
  record Sequence(String place, List<Setting> items) implements Setting {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /** Keys with their values, in the order in which they were written. */
  record Section(String place, Map<String, Setting> entries) implements Setting {

    public Section {
      entries = new LinkedHashMap<>(entries);
    }

    static Section empty(String place) {
      return new Section(place, Map.of());
    }

    Section with(String key, Setting value) {
      Section changed = new Section(place, entries);
      changed.entries.put(key, value);
      return changed;
    }

    @Override
    public String described() {
      return "a section with keys";
    }
  }
}
