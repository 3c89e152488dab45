package dev.kindling.setting;

import dev.kindling.fault.Fault;
import dev.kindling.setting.Setting.Scalar.Style;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Turns YAML into {@link Setting}s. It reads the parser's events, one level below SnakeYAML's
 * nodes: no type is ever instantiated, and aliases, which could make a small file large, are
 * refused.
 */
final class SettingParser {

  static final int LONGEST_TEXT = 1 << 20;
  private static final int DEEPEST_NESTING = 20;

  private final IntFunction<String> places;
  private final Iterator<Event> events;

  private SettingParser(String text, IntFunction<String> places) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST_TEXT);
    options.setProcessComments(false);
    this.places = places;
    this.events = new Yaml(options).parse(new StringReader(text)).iterator();
  }

  /**
   * Reads one document.
   *
   * @param places names line 1, 2, ... in messages
   * @return the one document; an empty text is an empty scalar
   */
  static Setting parse(String text, IntFunction<String> places) {
    if (text.length() > LONGEST_TEXT) {
      throw Refusal.at(places.apply(1), "must not be longer than 1 MiB");
    }
    try {
      return new SettingParser(text, places).document();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      throw notYaml(places.apply(mark == null ? 1 : mark.getLine() + 1), e.getProblem());
    } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The last two: SnakeYAML's scanner lets escapes of impossible characters through.
      throw notYaml(places.apply(1), e.getMessage());
    }
  }

  private static Fault notYaml(String place, String problem) {
    return Refusal.at(place, "is not valid YAML: " + Refusal.shown(String.valueOf(problem), 200));
  }

  private Setting document() {
    Event event = nextContent();
    if (event.is(Event.ID.StreamEnd)) {
      return new Setting.Scalar(places.apply(1), "", Style.PLAIN);
    }
    Setting document = value(event, place(event), 0);
    Event after = nextContent();
    if (!after.is(Event.ID.StreamEnd)) {
      throw Refusal.at(place(after), "a second document begins here; one is expected");
    }
    return document;
  }

  /** Passes over the events that only frame a document. */
  private Event nextContent() {
    Event event = events.next();
    while (event.is(Event.ID.StreamStart)
        || event.is(Event.ID.DocumentStart)
        || event.is(Event.ID.DocumentEnd)) {
      event = events.next();
    }
    return event;
  }

  private Setting value(Event event, String place, int depth) {
    refuseReferences(event);
    if (depth > DEEPEST_NESTING) {
      throw Refusal.at(place, "is nested more than " + DEEPEST_NESTING + " levels deep");
    }
    if (event instanceof ScalarEvent scalar) {
      Style style = scalar.getScalarStyle() == ScalarStyle.PLAIN ? Style.PLAIN : Style.QUOTED;
      return new Setting.Scalar(place, scalar.getValue(), style);
    }
    return event.is(Event.ID.SequenceStart) ? sequence(place, depth) : section(place, depth);
  }

  private Setting sequence(String place, int depth) {
    List<Setting> items = new ArrayList<>();
    for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
      items.add(value(event, place(event), depth + 1));
    }
    return new Setting.Sequence(place, items);
  }

  private Setting section(String place, int depth) {
    Map<String, Setting> entries = new LinkedHashMap<>();
    for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
      String keyPlace = place(event);
      String key = key(event);
      if (entries.containsKey(key)) {
        throw Refusal.at(keyPlace, "the key " + Refusal.shown(key) + " stands here a second time");
      }
      entries.put(key, value(events.next(), keyPlace, depth + 1));
    }
    return new Setting.Section(place, entries);
  }

  private String key(Event event) {
    refuseReferences(event);
    if (event instanceof ScalarEvent scalar) {
      return scalar.getValue();
    }
    throw Refusal.at(place(event), "a key must be one word but is a list or a section");
  }

  private void refuseReferences(Event event) {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor() != null)) {
      throw Refusal.at(place(event), "anchors (&) and aliases (*) are not taken; write it out");
    }
    if (tag(event) != null) {
      throw Refusal.at(place(event), "tags (!) are not taken; the key decides the type");
    }
  }

  private static String tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent start ? start.getTag() : null;
  }

  private String place(Event event) {
    return places.apply(event.getStartMark().getLine() + 1);
  }
}
