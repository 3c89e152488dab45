package dev.kindling.reference;

import dev.kindling.config.ConfigurationReader;
import dev.kindling.fault.Fault;
import dev.kindling.setting.DescribedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A key with a value, to be given to the binder. */
record Probe(Chapter chapter, DescribedKey key) {

  /** What must be set beside a key for its own bounds to be the ones that bind. */
  private static final Map<String, List<String>> BESIDE =
      Map.of(
          "tasks.classes of glyphs", List.of("tasks.ways=2", "tasks.rotations=4"),
          "tasks.shots of glyphs", List.of("tasks.ways=2", "tasks.side=8"),
          "tasks.queries of glyphs", List.of("tasks.ways=2", "tasks.side=8"),
          "tasks.items of users",
              List.of("tasks.least-support=1", "tasks.most-support=1", "tasks.most-query=1"),
          "engine.device", List.of("engine.name=nd4j"));

  /** Sections that only one kind of another has. */
  private static final Map<String, String> OF_KIND = Map.of("tasks.augmentation", "episodes");

  /** Every key that is no section. */
  static Stream<Probe> all() {
    return Chapters.ofConfiguration().all().stream()
        .flatMap(chapter -> chapter.described().keys().stream().map(key -> new Probe(chapter, key)))
        .filter(probe -> !probe.key().example().isEmpty());
  }

  String path() {
    return chapter.path(key);
  }

  /** Why a value is refused; a refusal of another key's value is none of this one's. */
  Optional<String> refusal(String yaml) {
    List<String> overrides = new ArrayList<>();
    if (path().contains("[]")) {
      overrides.add("tasks={kind: mixture, parts: [{}]}");
    }
    outer().ifPresent(kind -> overrides.add("tasks.kind=" + kind));
    chapter.kind().ifPresent(kind -> overrides.add(chapter.path() + ".kind=" + kind));
    overrides.addAll(BESIDE.getOrDefault(toString(), List.of()));
    String path = path().replace("[]", "[0]");
    overrides.add(path + "=" + yaml);
    try {
      ConfigurationReader.parse("", "probe", overrides);
      return Optional.empty();
    } catch (Fault refused) {
      String sentence = String.valueOf(refused.getMessage());
      return Optional.of(sentence).filter(text -> text.contains(": " + path));
    }
  }

  /** The least that a configuration needs to have this key. */
  String bare() {
    return outer().map("{tasks: {kind: %s}}"::formatted).orElse("{}");
  }

  private Optional<String> outer() {
    return Optional.ofNullable(OF_KIND.get(chapter.path()));
  }

  /** A whole configuration of one key. */
  String document(String yaml) {
    String[] words = path().split("\\.", -1);
    StringBuilder open = new StringBuilder("{");
    StringBuilder close = new StringBuilder("}");
    for (int i = 0; i < words.length - 1; i++) {
      boolean item = words[i].endsWith("[]");
      open.append(words[i].replace("[]", "")).append(item ? ": [{" : ": {");
      close.insert(0, item ? "}]" : "}");
      if (chapter.path().equals(String.join(".", List.of(words).subList(0, i + 1)))) {
        chapter.kind().ifPresent(kind -> open.append("kind: ").append(kind).append(", "));
      } else if (outer().isPresent() && i == 0) {
        open.append("kind: ").append(outer().get()).append(", ");
      } else if (path().contains("[]")) {
        open.append("kind: mixture, ");
      }
    }
    return open + words[words.length - 1] + ": " + yaml + close;
  }

  @Override
  public String toString() {
    return path() + chapter.kind().map(kind -> " of " + kind).orElse("");
  }
}
