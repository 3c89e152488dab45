package dev.kindling.task;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.meaning.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The parts agree in what an example is; how many examples and classes a task has may differ. */
@Meaning(
    "Several distributions as one: each task is drawn from one of the parts,"
        + " chosen by weight.")
public record MixtureSettings(
    @Meaning(
            value = "What tasks are drawn from: sections with a weight and tasks of any kind.",
            example = "[{name: glyphs, weight: 3, tasks: {kind: glyphs, ways: 5}}]")
        List<MixturePart> parts)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  public MixtureSettings {
    parts = Require.copyOf("parts", parts);
    if (!parts.isEmpty()) {
      Require.positive("parts' sum of weights", sum(parts));
    }
  }

  public static MixtureSettings defaults() {
    return new MixtureSettings(List.of());
  }

  private static double sum(List<MixturePart> parts) {
    double sum = 0;
    for (MixturePart part : parts) {
      sum += part.weight();
    }
    return sum;
  }

  /** The share of tasks that a part has. */
  public double share(int part) {
    return parts.get(part).weight() / sum(parts);
  }

  @Override
  public MixtureSettings withStores(UnaryOperator<StoreChoice> choose) {
    List<MixturePart> chosen = new ArrayList<>();
    for (MixturePart part : parts) {
      try {
        chosen.add(part.with(part.tasks().withStores(choose)));
      } catch (Fault fault) {
        throw fault.in("parts[%d]".formatted(chosen.size()));
      }
    }
    return new MixtureSettings(chosen);
  }

  @Override
  public MixtureSettings unaugmented() {
    return new MixtureSettings(
        parts.stream().map(part -> part.with(part.tasks().unaugmented())).toList());
  }

  @Override
  public TaskSource open(Split split) {
    if (parts.isEmpty()) {
      throw Fault.usage(
          "a mixture of tasks needs at least one part but its parts are empty; write such as"
              + " parts: [{weight: 1, tasks: {kind: glyphs}}]");
    }
    return MixtureSource.open(this, split);
  }
}
