package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.Directory;
import dev.kindling.task.Split;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Makes a version of a store: parts are written to its {@link #target}, anywhere, and committed
 * here, by one thread. Nobody sees any of it before the commit.
 */
public final class StoreWriter {

  private final StoreTarget target;
  private final Directory directory;
  private final Configuration hadoop;
  private final Optional<Manifest> parent;

  /** From when on a version may name what was written, even where publishing failed. */
  private boolean publishing;

  private StoreWriter(
      StoreTarget target, Directory directory, Configuration hadoop, Optional<Manifest> parent) {
    this.target = target;
    this.directory = directory;
    this.hadoop = hadoop;
    this.parent = parent;
  }

  /** A new store; one that is there already is a usage fault. */
  public static StoreWriter create(
      String uri, Contents contents, Fractions fractions, Configuration hadoop) {
    return StoreFault.translated(
        "write to " + uri,
        () -> {
          Directory directory = Directory.of(uri, hadoop);
          List<Integer> versions = new Versions(directory).all();
          if (!versions.isEmpty()) {
            throw Fault.usage(
                "%s already holds a store of versions %s; append to it or name another --store"
                    .formatted(uri, versions));
          }
          var target = new StoreTarget(uri, contents, fractions, StoreTarget.digits());
          return new StoreWriter(target, directory, hadoop, Optional.empty());
        });
  }

  /** Adds to the newest version, in a new one; the splits stay as they are. */
  public static StoreWriter append(String uri, Contents contents, Configuration hadoop) {
    StoreWriter writer = after(uri, hadoop);
    Contents stored = writer.target.contents();
    if (!stored.equals(contents)) {
      throw Fault.usage(
          "%s holds %s but %s are to be appended; import them to a store of their own"
              .formatted(uri, stored, contents));
    }
    return writer;
  }

  /** Makes the version that follows the newest. */
  static StoreWriter after(String uri, Configuration hadoop) {
    List<Integer> versions = Store.versions(uri, hadoop);
    return StoreFault.translated(
        "append to " + uri,
        () -> {
          Directory directory = Directory.of(uri, hadoop);
          Manifest newest = new Versions(directory).read(versions.get(versions.size() - 1));
          var target =
              new StoreTarget(uri, newest.contents(), newest.fractions(), StoreTarget.digits());
          return new StoreWriter(target, directory, hadoop, Optional.of(newest));
        });
  }

  public StoreTarget target() {
    return target;
  }

  /** The version that is appended to; nothing for a new store. */
  public Optional<Manifest> parent() {
    return parent;
  }

  /** What the version that is appended to has. */
  public KnownClasses known() {
    return new KnownClasses(target.uri(), parent, hadoop);
  }

  /**
   * Makes the new version from the old one and the parts.
   *
   * @param parts in an order that does not depend on who wrote them
   * @param provenance what the parts were made from, and by what
   */
  public Manifest commit(List<PartResult> parts, Map<String, String> provenance) {
    return StoreFault.translated(
        "commit a version of " + target.uri(),
        () -> publish(merged(parts, parent, withHistory(provenance))));
  }

  /** Makes the new version from the part alone, which holds all that the old version did. */
  Manifest replace(PartResult part) throws IOException {
    Manifest old = parent.orElseThrow();
    Manifest copied = merged(List.of(part), Optional.empty(), ImportHistory.ofCopy(old));
    return publish(copied.withStatistics(old.statistics()));
  }

  /**
   * Deletes what was written, since the import is refused after all; all parts are closed. What a
   * killed import wrote is left to pruning, and so is what cannot be deleted now.
   */
  public void discard(Throwable refusal) {
    if (publishing) {
      return;
    }
    try {
      for (Directory.Entry file : directory.entries(StoreTarget.FOLDER)) {
        String name = StoreTarget.FOLDER + "/" + file.name();
        if (target.isOwn(name)) {
          directory.delete(name);
        }
      }
    } catch (IOException e) {
      refusal.addSuppressed(e);
    }
  }

  private Manifest publish(Manifest manifest) throws IOException {
    directory.syncDirectory(StoreTarget.FOLDER);
    var versions = new Versions(directory);
    publishing = true;
    boolean published = versions.publish(manifest, target.writer());
    boolean late = published && isLate(manifest, versions);
    if (late) {
      versions.delete(manifest.version());
    }
    publishing = published && !late;
    if (!publishing) {
      throw Fault.usage(
          "version %d of %s was made by another writer meanwhile; start again to append to it"
              .formatted(manifest.version(), target.uri()));
    }
    return manifest;
  }

  /**
   * Whether the number was free only since another writer's version of it was pruned. Then there is
   * a newer one that was not made from this one, since pruning keeps the newest.
   */
  private boolean isLate(Manifest published, Versions versions) throws IOException {
    List<Integer> all = versions.all();
    int newest = all.get(all.size() - 1);
    return newest > published.version()
        && versions.read(newest).files().stream().map(StoreFile::name).noneMatch(target::isOwn);
  }

  private Manifest merged(
      List<PartResult> parts, Optional<Manifest> kept, Map<String, String> provenance)
      throws IOException {
    List<StoreFile> files = new ArrayList<>();
    kept.ifPresent(old -> files.addAll(old.files()));
    parts.forEach(part -> files.addAll(part.files()));
    Map<Split, Count> counts = counts(parts, kept);
    if (target.contents() instanceof ExampleContents) {
      files.removeIf(file -> file.role() == StoreFile.Role.CLASSES);
      ClassIndex index = index(parts, kept);
      files.addAll(index.write(directory, target.writer()));
      counts.putAll(index.counts());
    }
    if (files.isEmpty()) {
      throw Fault.data(
          "something to store is expected but %s would be empty; see what was dropped and why: %s"
              .formatted(target.uri(), report(parts, kept)));
    }
    int version = parent.map(Manifest::version).orElse(0) + 1;
    Manifest all =
        new Manifest(
            parent.map(Manifest::store).orElse(target.writer()),
            version,
            version - 1,
            target.contents(),
            target.fractions(),
            files,
            counts,
            statistics(parts, kept),
            report(parts, parent),
            stamped(provenance));
    return kept.isPresent() ? superseding(all, kept.get(), parts) : all;
  }

  private Manifest superseding(Manifest all, Manifest old, List<PartResult> parts)
      throws IOException {
    var supersession = new Supersession(directory, old, parts);
    return supersession.isEmpty() ? all : supersession.applied(all, target.writer());
  }

  private ClassIndex index(List<PartResult> parts, Optional<Manifest> kept) throws IOException {
    var index = new ClassIndex(target.fractions());
    if (kept.isPresent()) {
      try (BlockCache cache = new BlockCache(1 << 20);
          Store old = Store.open(target.uri(), kept.get().version(), hadoop, cache)) {
        index.addAll(old);
      }
    }
    parts.forEach(part -> part.classes().forEach(index::add));
    return index;
  }

  private static Map<Split, Count> counts(List<PartResult> parts, Optional<Manifest> kept) {
    Map<Split, Count> counts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      Count count = kept.map(old -> old.count(split)).orElseGet(Count::none);
      for (PartResult part : parts) {
        count = count.plus(part.counts().getOrDefault(split, Count.none()));
      }
      counts.put(split, count);
    }
    return counts;
  }

  private List<ColumnStatistics> statistics(List<PartResult> parts, Optional<Manifest> kept) {
    List<ColumnStatistics> all = new ArrayList<>();
    List<String> columns = Manifest.columns(target.contents());
    for (int i = 0; i < columns.size(); i++) {
      ColumnStatistics column = ColumnStatistics.none(columns.get(i));
      if (kept.isPresent()) {
        column = column.plus(kept.get().statistics().get(i));
      }
      for (PartResult part : parts) {
        column = column.plus(part.statistics().get(i));
      }
      all.add(column);
    }
    return all;
  }

  private static Map<String, Long> report(List<PartResult> parts, Optional<Manifest> kept) {
    Map<String, Long> report = new TreeMap<>();
    kept.ifPresent(old -> report.putAll(old.report()));
    for (PartResult part : parts) {
      part.report().forEach((line, number) -> report.merge(line, number, Long::sum));
    }
    return report;
  }

  private Map<String, String> withHistory(Map<String, String> own) {
    return parent.map(old -> ImportHistory.with(own, old)).orElse(own);
  }

  private static Map<String, String> stamped(Map<String, String> provenance) {
    Map<String, String> stamped = new LinkedHashMap<>(provenance);
    stamped.put("created", Instant.now().toString());
    return stamped;
  }
}
