package dev.kindling.reference;

import dev.kindling.config.Configuration;
import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.DescribedKind;
import dev.kindling.setting.Takes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every section that a configuration can have, in the order of declaration. A section whose kinds
 * were told already, as a mixture's parts' tasks, is told once: {@link #elsewhere} says where.
 */
final class Chapters {

  private final List<Chapter> chapters = new ArrayList<>();
  private final Map<List<Class<?>>, String> told = new LinkedHashMap<>();
  private final Map<String, String> elsewhere = new LinkedHashMap<>();

  private Chapters() {}

  static Chapters ofConfiguration() {
    Chapters all = new Chapters();
    all.add(new Chapter("", Optional.empty(), true, DescribedKind.of(Configuration.class)));
    return all;
  }

  List<Chapter> all() {
    return List.copyOf(chapters);
  }

  /** Paths of sections that are told under another path. */
  Map<String, String> elsewhere() {
    return elsewhere;
  }

  private void add(Chapter chapter) {
    chapters.add(chapter);
    for (DescribedKey key : chapter.described().keys()) {
      key.values().accept(new Below(chapter.path(key)));
    }
  }

  /** Adds what is told of the values of a key. */
  private final class Below implements Takes.Cases<Void> {
    private final String path;

    Below(String path) {
      this.path = path;
    }

    /** Whether it was, and if so notes where. */
    private boolean isTold(List<Class<?>> records) {
      String before = told.putIfAbsent(records, path);
      if (before != null && !before.equals(path)) {
        elsewhere.put(path, before);
      }
      return before != null;
    }

    @Override
    public Void kinds(Takes.AnyKind kinds) {
      if (isTold(kinds.records())) {
        return null;
      }
      for (Class<?> record : kinds.records()) {
        DescribedKind described = DescribedKind.of(record);
        boolean standard = record == kinds.standard();
        add(new Chapter(path, Optional.of(described.name()), standard, described));
      }
      return null;
    }

    @Override
    public Void section(Takes.OneSection section) {
      if (!isTold(List.of(section.record()))) {
        add(new Chapter(path, Optional.empty(), true, DescribedKind.of(section.record())));
      }
      return null;
    }

    @Override
    public Void list(Takes.Items list) {
      return list.each().accept(new Below(path + "[]"));
    }

    @Override
    public Void numbers(Takes.Numeric numbers) {
      return null;
    }

    @Override
    public Void texts(Takes.Texts texts) {
      return null;
    }

    @Override
    public Void choice(Takes.Choice choice) {
      return null;
    }
  }
}
