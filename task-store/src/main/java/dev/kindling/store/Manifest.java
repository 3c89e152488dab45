package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.storage.Sha256;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Split;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a store says about one of its versions, {@code docs/spec/task-store.md}.
 *
 * @param store random digits, drawn when the store was created
 * @param parent the version that this one was made from, 0 if none
 */
public record Manifest(
    String store,
    int version,
    int parent,
    Contents contents,
    Fractions fractions,
    List<StoreFile> files,
    Map<Split, Count> counts,
    List<ColumnStatistics> statistics,
    Map<String, Long> report,
    Map<String, String> provenance) {

  public Manifest {
    Require.notBlank("store", store);
    Require.positive("version", version);
    Require.between("parent", parent, 0, version - 1);
    Require.present("contents", contents);
    Require.present("splits", fractions);
    files = Require.copyOfNonEmpty("files", files);
    requireFiles(contents, files);
    counts = Collections.unmodifiableMap(new TreeMap<>(Require.present("counts", counts)));
    statistics = Require.copyOf("statistics", statistics);
    report = Collections.unmodifiableMap(new LinkedHashMap<>(report));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    List<String> columns = statistics.stream().map(ColumnStatistics::name).toList();
    if (!columns.equals(columns(contents))) {
      throw new IllegalArgumentException(
          "statistics must be of %s but are of %s".formatted(columns(contents), columns));
    }
    if (counts.size() != Split.values().length) {
      throw new IllegalArgumentException("counts must be of every split but are of " + counts);
    }
  }

  private static void requireFiles(Contents contents, List<StoreFile> files) {
    Set<Long> identities = new HashSet<>();
    for (StoreFile file : files) {
      boolean ofExamples =
          file.role() == StoreFile.Role.EXAMPLES || file.role() == StoreFile.Role.CLASSES;
      if (ofExamples != contents instanceof ExampleContents) {
        throw new IllegalArgumentException(
            "%s holds %s, which the store does not".formatted(file.name(), file.role()));
      }
      if (!identities.add(file.facts().identity())) {
        throw new IllegalArgumentException(file.name() + " is there twice");
      }
    }
  }

  /** The same with other statistics. */
  Manifest withStatistics(List<ColumnStatistics> other) {
    return new Manifest(
        store, version, parent, contents, fractions, files, counts, other, report, provenance);
  }

  /** The same, but for the files. */
  Manifest withFiles(List<StoreFile> other) {
    return new Manifest(
        store, version, parent, contents, fractions, other, counts, statistics, report, provenance);
  }

  /** The same, but for the counts. */
  Manifest withCounts(Map<Split, Count> other) {
    return new Manifest(
        store, version, parent, contents, fractions, files, other, statistics, report, provenance);
  }

  static List<String> columns(Contents contents) {
    return contents instanceof ExampleContents examples
        ? examples.columns()
        : ((TaskContents) contents).columns();
  }

  /** What each number of an example's features is; nothing for a store of examples. */
  public List<FeatureColumn> featureColumns() {
    if (!(contents instanceof TaskContents tasks)) {
      return List.of();
    }
    List<FeatureColumn> columns = new ArrayList<>();
    tasks.numeric().forEach(name -> columns.add(FeatureColumn.ofNumbers(name)));
    tasks.categorical().forEach(column -> columns.add(coded(column)));
    return columns;
  }

  private FeatureColumn coded(TaskContents.Category column) {
    String values = provenance.get(TaskContents.codesKey(column.name()));
    String meaning = values == null ? "" : Sha256.of(values.getBytes(StandardCharsets.UTF_8));
    return new FeatureColumn(column.name(), column.codes(), meaning);
  }

  public Count count(Split split) {
    return counts.get(split);
  }

  /** Why nothing can be drawn of a split, whatever is asked for; nothing where something can. */
  public Optional<String> lack(Split split) {
    Count count = counts.get(split);
    String name = split.name().toLowerCase(Locale.ROOT);
    if (contents instanceof TaskContents) {
      return some(count.tasks() == 0, "no %s tasks".formatted(name));
    }
    if (count.classes() < 2) {
      String few = count.classes() == 0 ? "no %s classes" : "only one %s class";
      return Optional.of(few.formatted(name));
    }
    return some(count.most() < 2, "no %s class of two examples".formatted(name));
  }

  private static Optional<String> some(boolean lacks, String lack) {
    return lacks ? Optional.of(lack) : Optional.empty();
  }

  List<StoreFile> files(StoreFile.Role role) {
    return files.stream().filter(file -> file.role() == role).toList();
  }

  List<StoreFile> files(StoreFile.Role role, Split split) {
    return files.stream().filter(file -> file.role() == role && file.split() == split).toList();
  }
}
