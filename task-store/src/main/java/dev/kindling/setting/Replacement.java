package dev.kindling.setting;

import dev.kindling.setting.Setting.Section;
import dev.kindling.setting.Setting.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value for one key, to go over settings.
 *
 * @param place where it was written, as in messages
 * @param path the key, after those of the sections around it; {@code b[0]} is an item of list b
 */
record Replacement(String place, List<String> path, Setting value) {
  private static final Pattern ITEM = Pattern.compile("(.+)\\[([0-9]{1,6})]");

  /** The settings with this value in place of the old one. */
  Section over(Section settings) {
    return over(settings, path);
  }

  private Section over(Section settings, List<String> rest) {
    Matcher item = ITEM.matcher(rest.get(0));
    if (item.matches()) {
      String key = item.group(1);
      return settings.with(key, over(settings.entries().get(key), item, rest));
    }
    String key = rest.get(0);
    return settings.with(key, replaced(settings.entries().get(key), rest));
  }

  /** The value at the end of a path that begins at {@code known}. */
  private Setting replaced(Setting known, List<String> rest) {
    if (rest.size() == 1) {
      return value;
    }
    Section inner = known instanceof Section section ? section : Section.empty(place);
    return over(inner, rest.subList(1, rest.size()));
  }

  private Sequence over(Setting known, Matcher item, List<String> rest) {
    List<Setting> items = known instanceof Sequence list ? list.items() : List.of();
    int index = Integer.parseInt(item.group(2));
    if (index >= items.size()) {
      throw Refusal.at(
          place,
          "names item %d, counted from 0, of %s, which has %d items; give the whole list"
              .formatted(index, item.group(1), items.size()));
    }
    List<Setting> changed = new ArrayList<>(items);
    changed.set(index, replaced(items.get(index), rest));
    return new Sequence(known.place(), changed);
  }
}
