package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.ExamplePart;
import dev.kindling.store.Manifest;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreTarget;
import dev.kindling.store.StoreWriter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * Brings class folders, archives of them and folders of such archives into a store. Classes that
 * several of them have are one.
 */
public final class ImageImport implements AutoCloseable {

  /** A constant: what is written must not depend on the machine. */
  private static final int PARTS = 16;

  private final List<Collection> collections = new ArrayList<>();
  private final Map<Collection.Image, Path> origins = new HashMap<>();
  private final TreeMap<String, List<Collection.Image>> classes = new TreeMap<>();
  private final Map<String, Long> report = new TreeMap<>();
  private final List<String> damaged = new ArrayList<>();

  public ImageImport(List<Path> paths) {
    paths.forEach(ImageImport::requireThere);
    for (Path path : paths) {
      try {
        add(path);
      } catch (IOException e) {
        close();
        throw unreadable(path, e);
      }
    }
    if (classes.isEmpty()) {
      close();
      throw Fault.data(
          "PNG or JPEG images in a folder for each class are expected but none are in %s; check the"
                  .formatted(paths)
              + " paths");
    }
  }

  private static void requireThere(Path path) {
    if (!Files.exists(path)) {
      throw Fault.usage(
          "class folders of images, or a zip archive of them, are expected but %s does not exist;"
                  .formatted(path)
              + " correct the path");
    }
  }

  /** A file that may not be read is no damage. */
  private static Fault unreadable(Path path, IOException e) {
    boolean refused = e instanceof AccessDeniedException;
    String sentence =
        "class folders of images, or a zip archive of them, are expected in %s but it cannot be"
                .formatted(path)
            + " read: %s; check %s"
                .formatted(e.getMessage(), refused ? "its permissions" : "the path");
    return refused ? Fault.usage(sentence, e) : Fault.data(sentence, e);
  }

  private void add(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      add(path, Collection.ofArchive(path));
      return;
    }
    add(path, Collection.ofFolder(path));
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(Collection::isArchive).sorted().toList()) {
        add(file, Collection.ofArchive(file));
      }
    }
  }

  private void add(Path path, Collection collection) {
    collections.add(collection);
    count("files that are no images", collection.otherFiles());
    for (Collection.Image image : collection.images()) {
      origins.put(image, path);
      classes.computeIfAbsent(image.className(), name -> new ArrayList<>()).add(image);
    }
    count("images seen", collection.images().size());
  }

  private void count(String line, long number) {
    report.merge(line, number, Long::sum);
  }

  /**
   * Makes a version of a store.
   *
   * @param open makes the writer, for contents of this kind
   * @param damagedAllowed how many images that cannot be read may be left out
   * @param provenance what the manifest is to say of the import
   */
  public Manifest run(
      Picture picture,
      Function<ExampleContents, StoreWriter> open,
      int damagedAllowed,
      Map<String, String> provenance,
      Configuration hadoop) {
    StoreWriter writer = open.apply(picture.contents());
    List<String> names = List.copyOf(classes.keySet());
    int parts = Math.min(PARTS, names.size());
    List<PartResult> written =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  int from = (int) ((long) part * names.size() / parts);
                  int to = (int) ((part + 1L) * names.size() / parts);
                  List<String> some = names.subList(from, to);
                  return write(part, some, picture, writer.target(), hadoop);
                })
            .toList();
    requireWhole(damagedAllowed);
    try (ExamplePart last = writer.target().openExamples(parts, hadoop)) {
      List<PartResult> all = new ArrayList<>(written);
      all.add(last.finish().reporting(report));
      return writer.commit(all, provenance);
    }
  }

  private PartResult write(
      int number, List<String> names, Picture picture, StoreTarget target, Configuration hadoop) {
    try (ExamplePart part = target.openExamples(number, hadoop)) {
      for (String name : names) {
        var images = new ImageClass(classes.get(name));
        images.read(picture, origins);
        part.add(name, images.pictures());
        note(images);
      }
      return part.finish();
    }
  }

  private synchronized void note(ImageClass images) {
    count("images found again in their class", images.again());
    count("classes found whole in several places", images.isSharedWhole() ? 1 : 0);
    count("classes left out without images", images.pictures().isEmpty() ? 1 : 0);
    count("images left out as damaged", images.damaged().size());
    damaged.addAll(images.damaged());
  }

  private void requireWhole(int allowed) {
    if (damaged.size() > allowed) {
      String first = damaged.stream().sorted().findFirst().orElseThrow();
      throw Fault.data(
          "at most %d damaged images are allowed but there are %d, first %s; mend or remove them, or"
                  .formatted(allowed, damaged.size(), first)
              + " raise --damaged");
    }
  }

  /** A sentence for each image that was left out. */
  public List<String> damaged() {
    return damaged.stream().sorted().toList();
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
