package dev.kindling.store;

import dev.kindling.storage.Directory;
import dev.kindling.task.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the classes of a new version and writes their index. It holds all of them. */
final class ClassIndex {

  private final Fractions fractions;
  private final TreeMap<String, ClassEntry> classes = new TreeMap<>(ClassEntry::compare);
  private final Map<Split, Count> counts = new EnumMap<>(Split.class);

  ClassIndex(Fractions fractions) {
    this.fractions = fractions;
  }

  void addAll(Store store) throws IOException {
    for (Split split : Split.values()) {
      for (long i = 0; i < store.size(split); i++) {
        add(store.classEntry(split, i));
      }
    }
  }

  void add(ClassEntry entry) {
    classes.merge(entry.name(), entry, ClassEntry::plus);
  }

  Collection<ClassEntry> entries() {
    return classes.values();
  }

  List<StoreFile> write(Directory directory, String writer) throws IOException {
    String prefix = writer + "-index";
    Map<Split, PartFiles> files = new EnumMap<>(Split.class);
    for (ClassEntry entry : classes.values()) {
      Split split = fractions.of(entry.name());
      files
          .computeIfAbsent(
              split, of -> new PartFiles(directory, StoreFile.Role.CLASSES, of, prefix, 0))
          .append(entry.bytes());
      counts.merge(split, Count.ofClass(entry.count()), Count::plus);
    }
    List<StoreFile> all = new ArrayList<>();
    for (PartFiles ofSplit : files.values()) {
      all.addAll(ofSplit.finish());
    }
    return all;
  }

  /** What {@link #write} wrote. */
  Map<Split, Count> counts() {
    return counts;
  }
}
