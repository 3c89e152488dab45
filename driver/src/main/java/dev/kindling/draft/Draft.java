package dev.kindling.draft;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.engine.Engine;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.fault.Fault;
import dev.kindling.setting.DescribedKind;
import dev.kindling.setting.Nearest;
import dev.kindling.setting.SettingsWriter;
import dev.kindling.store.Manifest;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskStores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration to begin with.
 *
 * @param remarks what it is for, a sentence each
 * @param tree what it sets; all else has its default
 */
public record Draft(List<String> remarks, Map<String, Object> tree) {

  private static final String TASKS = "tasks";

  /** Keys of tasks that the program does not draw itself. */
  private static final String STORE = "uri";

  private static final String MIXTURE = "parts";

  /** For tasks of a generator. */
  public static Draft ofKind(String kind) {
    Map<String, Object> keys = new LinkedHashMap<>(Map.of("kind", kind(kind)));
    Map<String, Object> standard = SettingsWriter.tree(parsed(Map.of(TASKS, keys)));
    keys.putAll(section(standard, TASKS));
    if (keys.containsKey(STORE)) {
      throw Fault.usage(
          "--kind must be of tasks that the program draws itself but %s reads a store; give --store"
                  .formatted(kind)
              + " URI in its place");
    }
    return of(List.of("Tasks of kind %s.".formatted(kind)), keys, List.of(Split.values()));
  }

  private static String kind(String kind) {
    List<DescribedKind> all =
        DescribedKind.of(Configuration.class).key(TASKS).orElseThrow().kinds();
    List<String> kinds =
        all.stream().filter(Draft::isDrawn).map(DescribedKind::name).sorted().toList();
    Optional<DescribedKind> known = all.stream().filter(one -> one.name().equals(kind)).findFirst();
    if (known.filter(one -> isDrawn(one) || one.key(STORE).isPresent()).isPresent()) {
      return kind;
    }
    String advice =
        Nearest.to(kind, kinds)
            .filter(near -> known.isEmpty())
            .map(near -> "did you mean %s?".formatted(near))
            .orElse("the kinds are " + String.join(", ", kinds));
    throw Fault.usage(
        "--kind must be a kind of tasks that the program draws itself but is %s; %s"
            .formatted(kind, advice));
  }

  private static boolean isDrawn(DescribedKind kind) {
    return kind.key(STORE).isEmpty() && kind.key(MIXTURE).isEmpty();
  }

  /** For the tasks of a store. */
  public static Draft ofStore(String uri, Manifest manifest) {
    StoreTasks tasks = new StoreTasks(uri, manifest);
    return of(tasks.remarks(), tasks.tree(), tasks.splits());
  }

  private static Draft of(List<String> remarks, Map<String, Object> tasks, List<Split> splits) {
    TaskSettings settings = settled(parsed(Map.of(TASKS, tasks))).tasks();
    // A task of each split: what a run would only find out later.
    splits.forEach(split -> settings.open(split).sample(Key.of(0)));
    TaskShape shape = settings.open(splits.get(0)).shape();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seed", 1);
    tree.put(TASKS, tasks);
    tree.putAll(new Advice(shape).tree());
    return new Draft(remarks, tree).fitted();
  }

  /** With so few tasks in a shard that a worker's memory holds them. */
  private Draft fitted() {
    Configuration configuration = settled(configuration());
    Engine engine = configuration.engine().open();
    try {
      EpisodePlans.of(configuration.episodes(), engine);
      return this;
    } catch (Fault tooLarge) {
      int tasks = configuration.training().tasksPerShard();
      if (tooLarge.kind() != Fault.Kind.RESOURCES || tasks == 1) {
        throw tooLarge;
      }
      return withShards(tasks / 2).fitted();
    }
  }

  private Draft withShards(int tasks) {
    Map<String, Object> training = new LinkedHashMap<>(section(tree, "training"));
    training.put("tasks-per-shard", tasks);
    Map<String, Object> fewer = new LinkedHashMap<>(tree);
    fewer.put("training", training);
    return new Draft(remarks, fewer);
  }

  @SuppressWarnings("unchecked") // sections are maps of keys
  private static Map<String, Object> section(Map<String, Object> tree, String key) {
    return (Map<String, Object>) tree.get(key);
  }

  /** What it makes a run do. */
  public Configuration configuration() {
    return parsed(tree);
  }

  /** With the store's version as a run would settle it. */
  private static Configuration settled(Configuration configuration) {
    return configuration.withTasks(
        configuration.tasks().withStores(store -> TaskStores.installed().newest(store)));
  }

  private static Configuration parsed(Map<String, Object> tree) {
    return ConfigurationReader.parse(SettingsWriter.yaml(tree), "the draft", List.of());
  }

  /**
   * The file, each line after what it means.
   *
   * @param schema where editors find the schema, from where the file is
   */
  public String text(String schema) {
    return new DraftText(DescribedKind.of(Configuration.class)).text(this, schema);
  }
}
