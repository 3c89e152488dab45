package dev.kindling.store;

import dev.kindling.storage.BlockCache;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a version in which new records stand for old ones: the list of those that are no more, and
 * counts and statistics without them. What cannot be told from the old numbers is counted anew.
 */
final class Supersession {

  private static final int CACHE_BYTES = 16 << 20;

  private final Directory directory;
  private final Manifest old;
  private final List<PartResult> parts;
  private final Map<Split, Superseded> bySplit = new EnumMap<>(Split.class);

  Supersession(Directory directory, Manifest old, List<PartResult> parts) {
    this.directory = directory;
    this.old = old;
    this.parts = parts;
    for (Split split : Split.values()) {
      Superseded all = new Superseded();
      parts.forEach(part -> all.addAll(part.superseded(split)));
      if (all.tasks().tasks() > 0) {
        bySplit.put(split, all);
      }
    }
  }

  boolean isEmpty() {
    return bySplit.isEmpty();
  }

  /** The new version, made of one that does not know of it. */
  Manifest applied(Manifest merged, String writer) throws IOException {
    List<StoreFile> files = new ArrayList<>(merged.files());
    files.removeIf(
        file -> file.role() == StoreFile.Role.SUPERSEDED && bySplit.containsKey(file.split()));
    for (Split split : bySplit.keySet()) {
      files.addAll(lists(split, writer));
    }
    try (BlockCache cache = new BlockCache(CACHE_BYTES);
        Store store = Store.of(directory, merged.withFiles(files), cache)) {
      return counted(store);
    }
  }

  /** Old positions and new ones, in one list that ascends. */
  private List<StoreFile> lists(Split split, String writer) throws IOException {
    long[] positions = bySplit.get(split).positions();
    try (BlockCache cache = new BlockCache(CACHE_BYTES);
        Store before = Store.of(directory, old, cache);
        PartFiles files =
            new PartFiles(
                directory, StoreFile.Role.SUPERSEDED, split, writer + "-index", Long.BYTES)) {
      RecordSequence known =
          before.sequence(split).superseded().orElseGet(() -> new RecordSequence(List.of()));
      int next = 0;
      for (long i = 0; i < known.records(); i++) {
        long position = known.number(i);
        while (next < positions.length && positions[next] < position) {
          append(files, positions[next++]);
        }
        if (next < positions.length && positions[next] == position) {
          throw new DamageException(
              "expected record %d of split %s of %s to be superseded once but it is twice"
                  .formatted(position, split, before.name()));
        }
        append(files, position);
      }
      while (next < positions.length) {
        append(files, positions[next++]);
      }
      return files.finish();
    }
  }

  private static void append(PartFiles files, long position) throws IOException {
    byte[] record = new byte[Long.BYTES];
    ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putLong(position);
    files.append(record);
  }

  private Manifest counted(Store store) throws IOException {
    Manifest manifest = store.manifest();
    Map<Split, Count> counts = new EnumMap<>(manifest.counts());
    for (Split split : bySplit.keySet()) {
      counts.put(split, count(store, split));
    }
    Superseded trained = bySplit.getOrDefault(Split.TRAIN, new Superseded());
    return manifest
        .withCounts(counts)
        .withStatistics(trained.isCut() ? statistics(store) : manifest.statistics());
  }

  private Count count(Store store, Split split) throws IOException {
    Count all = store.manifest().count(split);
    Count gone = bySplit.get(split).tasks();
    Count added = added(split);
    long tasks = all.tasks() - gone.tasks();
    long examples = all.examples() - gone.examples();
    boolean leastStays = gone.least() > all.least() || added.least() == all.least();
    boolean mostStays = gone.most() < all.most() || added.most() == all.most();
    if (leastStays && mostStays) {
      return new Count(0, tasks, examples, all.least(), all.most());
    }
    // Read until both are met again, which is soon where they are not rare.
    Count seen = Count.none();
    for (long i = 0; i < store.size(split); i++) {
      boolean least = leastStays || seen.least() == all.least();
      boolean most = mostStays || seen.most() == all.most();
      if (seen.tasks() > 0 && least && most) {
        break;
      }
      seen = seen.plus(Count.ofTask(store.task(split, i).examples()));
    }
    long least = leastStays ? all.least() : seen.least();
    return new Count(0, tasks, examples, least, mostStays ? all.most() : seen.most());
  }

  private Count added(Split split) {
    return parts.stream()
        .map(part -> part.counts().getOrDefault(split, Count.none()))
        .reduce(Count.none(), Count::plus);
  }

  private static List<ColumnStatistics> statistics(Store store) {
    var moments = new TaskMoments((TaskContents) store.manifest().contents());
    for (long i = 0; i < store.size(Split.TRAIN); i++) {
      moments.add(store.task(Split.TRAIN, i));
    }
    return moments.statistics();
  }
}
