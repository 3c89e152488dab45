package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileTree;
import dev.kindling.storage.FileTrouble;
import dev.kindling.store.ExamplePart;
import dev.kindling.store.KnownClasses;
import dev.kindling.store.Manifest;
import dev.kindling.store.PartResult;
import dev.kindling.store.PastImports;
import dev.kindling.store.Repeats;
import dev.kindling.store.StoreTarget;
import dev.kindling.store.StoreWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Imports class folders, archives of them and folders of such archives into a store. A class that
 * several of them have is one class.
 */
public final class ImageImport implements AutoCloseable {

  /** A constant: what is written must not depend on the machine. */
  private static final int PARTS = 16;

  /** Damaged images that a refusal names. */
  private static final int NAMED = 5;

  private final List<Collection> collections = new ArrayList<>();
  private final TreeMap<String, List<Collection.Image>> classes = new TreeMap<>();
  private final Map<String, Long> report = new TreeMap<>();
  private final List<String> damaged = new ArrayList<>();
  private final List<String> paths;
  private final Configuration hadoop;
  private ImageDigest digest = ImageDigest.none();
  private long taken;

  /**
   * Copies archives that lie elsewhere to this machine, so callers should refuse first what they
   * can.
   *
   * @param paths on any Hadoop file systems
   */
  public ImageImport(List<String> paths, Configuration hadoop) {
    this.paths = List.copyOf(paths);
    this.hadoop = hadoop;
    try {
      paths.forEach(this::add);
      requireSome(paths);
    } catch (Fault e) {
      close();
      throw e;
    }
  }

  private void requireSome(List<String> paths) {
    if (classes.isEmpty()) {
      String seen =
          report.entrySet().stream()
              .filter(line -> line.getValue() > 0 && !line.getKey().equals("images seen"))
              .map(line -> ", %d %s".formatted(line.getValue(), line.getKey()))
              .collect(Collectors.joining());
      throw Fault.data(
          "PNG or JPEG images in a folder for each class are expected but none are in %s%s; check"
                  .formatted(paths, seen)
              + " the paths");
    }
  }

  private void add(String path) {
    try {
      FileTree tree = FileTree.of(path, hadoop);
      if (tree.isFolder()) {
        add(Collection.ofFolder(tree));
      }
      for (String name : tree.names()) {
        if (!tree.isFolder() || (Archive.is(name) && !name.contains("/"))) {
          add(Collection.ofArchive(tree, name));
        }
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Fault unreadable(String path, IOException e) {
    String expected = "class folders of images, or a zip archive of them,";
    return FileTrouble.of(e) == FileTrouble.MISSING
        ? Fault.usage(
            "%s are expected but %s does not exist; correct the path".formatted(expected, path), e)
        : ImageFault.of("read " + expected + " in " + path, e);
  }

  private void add(Collection collection) {
    collections.add(collection);
    count("files that are no images", 0);
    collection.others().forEach(this::count);
    damaged.addAll(collection.refused());
    count("images left out as damaged", collection.refused().size());
    for (Collection.Image image : collection.images()) {
      classes.computeIfAbsent(image.className(), name -> new ArrayList<>()).add(image);
    }
    count("images seen", (long) collection.images().size() + collection.refused().size());
  }

  private void count(String line, long number) {
    report.merge(line, number, Long::sum);
  }

  /**
   * What is imported all the same.
   *
   * @param damaged how many images that cannot be read may be left out
   */
  public record Allowed(int damaged, Repeats repeats) {}

  /**
   * Makes a version of a store.
   *
   * @param writer for what such pictures are in a store
   * @param provenance what the manifest is to say of the import
   */
  public Manifest run(
      Picture picture, StoreWriter writer, Allowed allowed, Map<String, String> provenance) {
    if (!writer.target().contents().equals(picture.contents())) {
      throw new IllegalArgumentException(
          "the writer must take %s but takes %s"
              .formatted(picture.contents(), writer.target().contents()));
    }
    try {
      return committed(picture, writer, allowed, provenance);
    } catch (RuntimeException | Error refusal) {
      writer.discard(refusal);
      throw refusal;
    }
  }

  private Manifest committed(
      Picture picture, StoreWriter writer, Allowed allowed, Map<String, String> provenance) {
    List<String> names = List.copyOf(classes.keySet());
    int parts = Math.min(PARTS, names.size());
    List<PartResult> written = write(picture, writer, names, parts);
    requireWhole(allowed.damaged());
    var past = PastImports.of(writer.parent(), "images");
    if (writer.parent().isPresent() && allowed.repeats() == Repeats.REFUSE) {
      requireNew(past, writer.target().uri());
    }
    try (ExamplePart last = writer.target().openExamples(parts, hadoop)) {
      List<PartResult> all = new ArrayList<>(written);
      all.add(last.finish().reporting(report));
      int version = writer.parent().map(Manifest::version).orElse(0) + 1;
      Map<String, String> explained = new LinkedHashMap<>(provenance);
      explained.put(past.key(), past.plus(version, digest.toString()).text());
      return writer.commit(all, explained);
    }
  }

  private List<PartResult> write(
      Picture picture, StoreWriter writer, List<String> names, int parts) {
    var failure = new AtomicReference<RuntimeException>();
    try (KnownClasses known = writer.known()) {
      List<Optional<PartResult>> written =
          IntStream.range(0, parts)
              .parallel()
              .mapToObj(
                  part -> {
                    int from = (int) ((long) part * names.size() / parts);
                    int to = (int) ((part + 1L) * names.size() / parts);
                    List<String> some = names.subList(from, to);
                    return attempt(
                        failure, () -> write(part, some, picture, writer.target(), known));
                  })
              .toList();
      if (failure.get() != null) {
        throw failure.get();
      }
      return written.stream().flatMap(Optional::stream).toList();
    }
  }

  /** A failure waits for the other parts to end: what they write is to be deleted too. */
  private static Optional<PartResult> attempt(
      AtomicReference<RuntimeException> failure, Supplier<PartResult> writing) {
    if (failure.get() != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(writing.get());
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
      return Optional.empty();
    }
  }

  private PartResult write(
      int number, List<String> names, Picture picture, StoreTarget target, KnownClasses known) {
    try (ExamplePart part = target.openExamples(number, hadoop)) {
      for (String name : names) {
        var images = new ImageClass(name, classes.get(name), known.of(name));
        images.read(picture, example -> part.add(name, List.of(example)));
        note(images);
      }
      return part.finish();
    }
  }

  private synchronized void note(ImageClass images) {
    taken += images.taken();
    digest = digest.plus(images.digest());
    boolean none = images.taken() + images.had() == 0;
    count("images found again in their class", images.again());
    count("images that the store had", images.had());
    count("images that the store had, damaged", images.hadDamaged());
    count("classes found whole in several places", images.isSharedWhole() ? 1 : 0);
    count("classes left out without images", none ? 1 : 0);
    count("images left out as damaged", images.damaged().size());
    count("images turned as their EXIF says", images.turned());
    damaged.addAll(images.damaged());
  }

  /** An image that the store has damaged is new, so that it can be mended. */
  private void requireNew(PastImports past, String store) {
    if (digest.images() == 0) {
      throw Fault.data(
          "images that are new are expected but none of %s can be read; mend them"
              .formatted(paths));
    }
    if (taken == 0) {
      past.refuse(digest.toString(), digest.images(), paths.toString(), store);
      throw past.refused(digest.images(), paths.toString(), "are in %s".formatted(store));
    }
  }

  private void requireWhole(int allowed) {
    if (damaged.size() > allowed) {
      int more = damaged.size() - NAMED;
      String named = damaged.stream().sorted().limit(NAMED).collect(Collectors.joining("; "));
      throw Fault.data(
          "at most %d damaged images are allowed but there are %d, first %s%s; mend or remove them,"
                  .formatted(
                      allowed,
                      damaged.size(),
                      named,
                      more > 0 ? "; and %d more".formatted(more) : "")
              + " or raise --damaged");
    }
  }

  /** The classes that have images, ascending. */
  List<String> classNames() {
    return List.copyOf(classes.keySet());
  }

  /** A sentence for each image that was left out, in one line whatever its name holds. */
  public List<String> damaged() {
    return damaged.stream().map(one -> one.replaceAll("\\p{Cntrl}+", " ")).sorted().toList();
  }

  @Override
  public void close() {
    for (Collection collection : collections) {
      try {
        collection.close();
      } catch (IOException e) {
        throw Fault.resources(
            "an archive cannot be closed: %s; check the disk".formatted(e.getMessage()), e);
      }
    }
  }
}
