package dev.kindling.setting;

import dev.kindling.fault.Fault;
import dev.kindling.setting.Setting.Section;
import java.util.List;

/**
 * Settings as somebody wrote them, before they are of any type. Whatever is wrong with them is a
 * {@link Fault} of one sentence, a usage fault: where, which key, what was expected and what is
 * there. Whoever reads them from data of a program puts that in its own words around it.
 */
public final class WrittenSettings {

  /** Longer texts are refused, in characters. */
  public static final int LONGEST_TEXT = SettingParser.LONGEST_TEXT;

  private final Section root;
  private final Wording wording;

  private WrittenSettings(Section root, Wording wording) {
    this.root = root;
    this.wording = wording;
  }

  /**
   * Reads YAML, and so JSON too.
   *
   * @param origin the name that refusals give to the text
   */
  public static WrittenSettings parse(String text, String origin, Wording wording) {
    Setting written = SettingParser.parse(text, line -> Refusal.shown(origin) + ":" + line);
    return new WrittenSettings(Binder.section(written, wording), wording);
  }

  /**
   * The same with one value in place of the old one.
   *
   * @param path the key, after those of the sections around it; {@code parts[0]} is an item of a
   *     list
   * @param value YAML
   * @param place the name that refusals give to the value
   */
  public WrittenSettings with(List<String> path, String value, String place) {
    Setting setting = SettingParser.parse(value, line -> place);
    return new WrittenSettings(new Replacement(place, path, setting).over(root), wording);
  }

  /** The same without a key of a section, if it has it. */
  public WrittenSettings without(String section, String key) {
    if (!(root.entries().get(section) instanceof Section written)) {
      return this;
    }
    Section rest = new Section(written.place(), written.entries());
    rest.entries().remove(key);
    return new WrittenSettings(root.with(section, rest), wording);
  }

  /** A record of them; what is not written is as in the defaults. */
  public <T extends Record> T over(T defaults) {
    Class<?> type = defaults.getClass();
    @SuppressWarnings("unchecked") // the record is of the class of its defaults
    T bound = (T) new Binder(type, wording).bind(defaults, root);
    return bound;
  }

  /**
   * A record without defaults: each of its keys must be written, and so must the kind of each
   * section that has kinds. What else is left out of such a section is as in the kind's defaults;
   * an item of a list is as in the defaults of its record, where that has any.
   */
  public <T extends Record> T into(Class<T> type) {
    return type.cast(new Binder(type, wording).bind(null, root));
  }
}
