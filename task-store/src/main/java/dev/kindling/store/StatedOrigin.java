package dev.kindling.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what a manifest says of its imports, in its report and provenance, with what it says
 * that it holds. Lines that importers do not write are let be.
 */
final class StatedOrigin {

  private static final Pattern IMPORT = Pattern.compile("([0-9]{1,9}):([0-9]{1,18}):[0-9a-f]{32}");

  private final Manifest manifest;
  private final String name;
  private final List<String> problems = new ArrayList<>();

  private StatedOrigin(Manifest manifest, String name) {
    this.manifest = manifest;
    this.name = name;
  }

  /** What is wrong, a sentence each. */
  static List<String> problems(Store store) {
    var origin = new StatedOrigin(store.manifest(), store.name());
    origin.compareReport();
    origin.compareImports("rows", origin.reported("rows seen"));
    origin.compareImports("images", origin.readable());
    if (store.manifest().contents() instanceof TaskContents contents) {
      origin.compareCodes(contents);
    }
    return origin.problems;
  }

  private void expect(String what, Object stated, Object right) {
    problems.add(
        "expected %s in the manifest of %s to be %s but it is %s"
            .formatted(what, name, right, stated));
  }

  private void compareReport() {
    manifest
        .report()
        .forEach(
            (line, number) -> {
              if (number < 0) {
                expect("the number of " + line, number, "at least 0");
              }
            });
    if (manifest.report().containsKey("tasks seen")) {
      compareTasks();
    }
    if (manifest.report().containsKey("images seen")) {
      long left = readable() - reported("images that the store had");
      long stored = total(Count::examples);
      if (left != stored) {
        expect("the number of images seen and not left out", left, stored);
      }
    }
  }

  private void compareTasks() {
    long dropped = startingWith("tasks dropped ");
    long left =
        reported("tasks seen")
            - dropped
            - reported("tasks ignored that the store has")
            - reported("tasks merged with those of the store");
    long tasks = total(Count::tasks);
    if (left != tasks) {
      expect("the number of tasks seen and not left out or merged", left, tasks);
    }
    long kept =
        reported("examples seen")
            - reported("examples dropped with their tasks")
            - reported("examples ignored with their tasks")
            - reported("examples cut off");
    long examples = total(Count::examples);
    // A task that is too small to be one has an example at most.
    if (kept < examples || kept > examples + dropped) {
      expect("the number of examples seen and not left out", kept, examples);
    }
  }

  private long readable() {
    return reported("images seen")
        - reported("images found again in their class")
        - reported("images left out as damaged");
  }

  private long reported(String line) {
    return manifest.report().getOrDefault(line, 0L);
  }

  private long startingWith(String begin) {
    return manifest.report().entrySet().stream()
        .filter(line -> line.getKey().startsWith(begin))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long total(ToLongFunction<Count> part) {
    return manifest.counts().values().stream().mapToLong(part).sum();
  }

  /** The digests of all imports: of versions in order, and of as many as the report says. */
  private void compareImports(String what, long reported) {
    PastImports imports = PastImports.of(Optional.of(manifest), what);
    if (imports.text().isEmpty()) {
      return;
    }
    long sum = 0;
    long before = 0;
    for (String one : imports.text().split(" ", -1)) {
      Matcher parts = IMPORT.matcher(one);
      boolean right = parts.matches();
      long version = right ? Long.parseLong(parts.group(1)) : 0;
      if (!right || version <= before || version > manifest.version()) {
        expect(imports.key(), one, "VERSION:COUNT:DIGEST of versions in order");
        return;
      }
      before = version;
      sum += Long.parseLong(parts.group(2));
    }
    if (sum != reported) {
      expect("the number of %s in %s".formatted(what, imports.key()), sum, reported);
    }
  }

  private void compareCodes(TaskContents contents) {
    for (TaskContents.Category column : contents.categorical()) {
      compareCodes(column.name(), column.codes() - 1);
    }
    if (contents.classes() > 1) {
      compareCodes(contents.target(), contents.classes());
    }
  }

  private void compareCodes(String column, int expected) {
    String key = TaskContents.codesKey(column);
    String stated = manifest.provenance().get(key);
    if (stated == null) {
      return;
    }
    String right = "a list of %d different texts".formatted(expected);
    try {
      List<String> values = Arrays.asList(new ObjectMapper().readValue(stated, String[].class));
      if (values.contains(null)
          || values.size() != expected
          || new HashSet<>(values).size() != expected) {
        expect(key, "of " + values.size(), right);
      }
    } catch (JsonProcessingException e) {
      expect(key, "none", right);
    }
  }
}
