package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationWriter;
import dev.kindling.engine.Engine;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.episode.Shard;
import dev.kindling.episode.SumForm;
import dev.kindling.learn.Learner;
import dev.kindling.plan.Plan;
import dev.kindling.task.Key;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.Split;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a run would compute, and what that takes, for people. */
record Explanation(Configuration configuration, EpisodePlans plans, Engine engine) {
  private static final List<String> UNITS = List.of("", " k", " M", " G", " T", " P");

  String text() {
    return settings() + "\n" + programs() + "\n" + totals();
  }

  private String settings() {
    StringBuilder text = new StringBuilder();
    ConfigurationWriter.tree(configuration)
        .forEach((key, value) -> text.append(line(key, inline(value))));
    new FeatureText(plans.shape())
        .text()
        .ifPresent(columns -> text.append(line(FeatureText.NAME, columns)));
    return text.toString();
  }

  private static String line(String name, String value) {
    return "%-11s  %s%n".formatted(name, value);
  }

  private static String inline(Object value) {
    if (!(value instanceof Map<?, ?> section)) {
      return String.valueOf(value);
    }
    return section.entrySet().stream()
        .map(entry -> entry.getKey() + " " + nested(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String nested(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Explanation::nested).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Map<?, ?> ? "(" + inline(value) + ")" : String.valueOf(value);
  }

  /** Which parts a mixture's tasks are of. */
  private String shares() {
    if (!(configuration.tasks() instanceof MixtureSettings mixture)) {
      return "";
    }
    return IntStream.range(0, mixture.parts().size())
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "%.1f %% %s",
                    100 * mixture.share(i),
                    mixture.parts().get(i).label(i)))
        .collect(Collectors.joining(", ", "tasks are drawn of: ", "%n".formatted()));
  }

  private String programs() {
    return "%-11s  %9s  %12s  %12s  %12s%n"
            .formatted("program", "kernels", "flops", "moved", "peak memory")
        + program("training", plans.training())
        + program("evaluation", plans.evaluation());
  }

  private String program(String name, Plan plan) {
    return "%-11s  %9d  %12s  %12s  %12s%n"
        .formatted(
            name,
            plan.kernels(),
            amount(plan.cost().flops(), "flop"),
            amount(plan.cost().bytes(), "B"),
            amount(engine.footprint(plan).bytes(), "B"));
  }

  private String totals() {
    Learner learner = configuration.episodes().buildLearner();
    int tasks = configuration.training().tasksPerStep();
    int perShard = configuration.training().tasksPerShard();
    int shards = Shard.cut(Split.TRAIN, Key.of(0), tasks, perShard).size();
    long steps = configuration.training().steps();
    long stepFlops = shards * plans.training().cost().flops();
    return "%d meta-parameters in %d tensors%n"
            .formatted(learner.layout().size(), learner.layout().parameters().size())
        + "%d tasks a step in %d shards of %d at most: %s a step, %s in %d steps%n"
            .formatted(
                tasks,
                shards,
                perShard,
                amount(stepFlops, "flop"),
                amount((double) stepFlops * steps, "flop"),
                steps)
        + shares()
        + sums(learner.layout().summed())
        + recomputed(plans.training().recomputed())
        + "the programs of a worker have its memory in turns: %s, of the %s that engine.memory allows%n"
            .formatted(
                amount(plans.peakBytes(), "B"), amount(configuration.engine().memoryBytes(), "B"))
        + "engine %s with %s instructions%n".formatted(engine.name(), engine.instructionSet());
  }

  private String sums(long numbers) {
    SumForm form = configuration.training().sums();
    return form == SumForm.EXACT
        ? ""
        : "each shard sends its sum in half precision: %s in place of %s%n"
            .formatted(amount(form.bytes(numbers), "B"), amount(SumForm.EXACT.bytes(numbers), "B"));
  }

  private static String recomputed(int steps) {
    return steps == 0
        ? ""
        : "training computes what it needs of its first %d inner steps twice, to fit engine.memory%n"
            .formatted(steps);
  }

  private static String amount(long value, String unit) {
    return amount((double) value, unit);
  }

  /** Three digits and a unit: 12.3 MB. */
  private static String amount(double value, String unit) {
    int power = 0;
    double shown = value;
    while (shown >= 999.5 && power < UNITS.size() - 1) {
      shown /= 1000;
      power++;
    }
    String prefix = power == 0 ? " " : UNITS.get(power);
    return String.format(Locale.ROOT, "%.3g%s%s", shown, prefix, unit);
  }
}
