package dev.kindling.store;

import dev.kindling.task.Split;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a finished part says about itself; it goes to {@link StoreWriter#commit}, perhaps from
 * another machine.
 */
public final class PartResult implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<StoreFile> files;
  private final List<ClassEntry> classes;
  private final Map<Split, Count> counts;
  private final List<ColumnStatistics> statistics;
  private final Map<String, Long> report;
  private final Map<Split, Superseded> superseded;

  PartResult(
      List<StoreFile> files,
      List<ClassEntry> classes,
      Map<Split, Count> counts,
      List<ColumnStatistics> statistics,
      Map<String, Long> report,
      Map<Split, Superseded> superseded) {
    this.files = List.copyOf(files);
    this.classes = List.copyOf(classes);
    this.counts = Map.copyOf(counts);
    this.statistics = List.copyOf(statistics);
    this.report = Map.copyOf(report);
    this.superseded = Map.copyOf(superseded);
  }

  /** This part, with more lines in the import's report. */
  public PartResult reporting(Map<String, Long> lines) {
    Map<String, Long> all = new TreeMap<>(report);
    lines.forEach((line, number) -> all.merge(line, number, Long::sum));
    return new PartResult(files, classes, counts, statistics, all, superseded);
  }

  List<StoreFile> files() {
    return files;
  }

  List<ClassEntry> classes() {
    return classes;
  }

  Map<Split, Count> counts() {
    return counts;
  }

  List<ColumnStatistics> statistics() {
    return statistics;
  }

  Map<String, Long> report() {
    return report;
  }

  Superseded superseded(Split split) {
    return superseded.getOrDefault(split, new Superseded());
  }
}
