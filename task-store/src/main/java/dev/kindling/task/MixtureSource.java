package dev.kindling.task;

import dev.kindling.fault.Fault;
import dev.kindling.form.InputForm;
import dev.kindling.form.MixedForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws each task from one of several sources. With shares s_1, ..., s_n the task of a key comes
 * from the first source i for which
 *
 * <pre>
 *   u &lt; s_1 + ... + s_i,   u ~ U[0, 1)
 * </pre>
 *
 * where u is drawn from a child of the key from which no source draws. The source is given the key
 * itself, so that a mixture of one part is that part. A part that is a mixture counts as its parts.
 */
final class MixtureSource implements TaskSource {

  /**
   * @param place in the configuration, for messages
   */
  private record Part(String place, double share, TaskSource source) {}

  private final List<Part> parts;
  private final TaskShape shape;
  private final Sizes sizes;

  private MixtureSource(List<Part> parts) {
    this.parts = parts;
    parts.forEach(part -> requireFits(parts.get(0), part));
    this.shape = largest(parts);
    this.sizes = sizes(parts, shape);
  }

  static MixtureSource open(MixtureSettings settings, Split split) {
    List<Part> parts = new ArrayList<>();
    collect("", 1, settings, split, parts);
    return new MixtureSource(List.copyOf(parts));
  }

  private static void collect(
      String path, double share, MixtureSettings settings, Split split, List<Part> parts) {
    for (int i = 0; i < settings.parts().size(); i++) {
      String place = "%sparts[%d]".formatted(path, i);
      double own = share * settings.share(i);
      TaskSettings tasks = settings.parts().get(i).tasks();
      if (tasks instanceof MixtureSettings inner && !inner.parts().isEmpty()) {
        collect(place + ".tasks.", own, inner, split, parts);
        continue;
      }
      parts.add(new Part(place, own, opened(place, tasks, split)));
    }
  }

  private static TaskSource opened(String place, TaskSettings tasks, Split split) {
    try {
      return tasks.open(split);
    } catch (Fault fault) {
      throw fault.in(place);
    }
  }

  private static void requireFits(Part first, Part other) {
    String expected = example(first.source().shape());
    String seen = example(other.source().shape());
    if (!seen.equals(expected)) {
      throw Fault.usage(
          "the parts of a mixture must agree in their examples but %s has %s, and %s has %s; change"
                  .formatted(first.place(), expected, other.place(), seen)
              + " or remove one of them");
    }
    requireCodes(first, other);
  }

  /** Codes are merged only where each stands for the same value in both parts. */
  private static void requireCodes(Part first, Part other) {
    List<FeatureColumn> expected = first.source().shape().coded();
    List<FeatureColumn> seen = other.source().shape().coded();
    if (seen.equals(expected)) {
      return;
    }
    boolean alike = codes(seen).equals(codes(expected));
    String rest = alike ? ", for other values; " : "; ";
    throw Fault.usage(
        "the parts of a mixture must agree in their columns of codes but %s has %s, and %s has %s"
                .formatted(first.place(), codes(expected), other.place(), codes(seen))
            + rest
            + "import their tables into one store, or leave these columns out");
  }

  private static String codes(List<FeatureColumn> columns) {
    return columns.isEmpty() ? "none" : FeatureColumn.list(columns);
  }

  private static String example(TaskShape shape) {
    String kind = shape.targetKind().name().toLowerCase(Locale.ROOT);
    return "features of shape %s and targets of shape %s, %s"
        .formatted(shape.features(), shape.targets(), kind);
  }

  /** A shape that is large enough for the tasks of all parts. */
  private static TaskShape largest(List<Part> parts) {
    TaskShape largest = parts.get(0).source().shape();
    for (Part part : parts) {
      TaskShape shape = part.source().shape();
      largest =
          new TaskShape(
              shape.features(),
              shape.targets(),
              Math.max(largest.support(), shape.support()),
              Math.max(largest.query(), shape.query()),
              Math.max(largest.classes(), shape.classes()),
              both(largest.columns(), shape.columns()));
    }
    return largest;
  }

  /** Nothing is known of columns that a part knows nothing of. */
  private static List<FeatureColumn> both(List<FeatureColumn> some, List<FeatureColumn> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, some.size()).mapToObj(i -> some.get(i).or(others.get(i))).toList();
  }

  private static Sizes sizes(List<Part> parts, TaskShape largest) {
    boolean fixed = true;
    for (Part part : parts) {
      TaskShape shape = part.source().shape();
      fixed &= part.source().sizes() == Sizes.FIXED;
      fixed &= shape.support() == largest.support() && shape.query() == largest.query();
    }
    return fixed ? Sizes.FIXED : Sizes.VARYING;
  }

  @Override
  public TaskShape shape() {
    return shape;
  }

  @Override
  public InputForm form() {
    return MixedForm.of(
        parts.stream()
            .map(part -> new MixedForm.Part(part.place(), part.source().form()))
            .toList());
  }

  @Override
  public Sizes sizes() {
    return sizes;
  }

  @Override
  public Optional<String> lack() {
    return parts.stream()
        .flatMap(part -> part.source().lack().map(lack -> part.place() + ": " + lack).stream())
        .findFirst();
  }

  /** Of the parts that have tasks. */
  @Override
  public TaskList list(Key key) {
    List<Part> able = parts.stream().filter(part -> part.source().lack().isEmpty()).toList();
    if (able.isEmpty()) {
      return drawn(key);
    }
    return new MixtureList(
        key,
        able.stream().map(part -> part.source().list(key)).toList(),
        drawn -> part(drawn, able));
  }

  @Override
  public void expect(Key key) {
    source(key).expect(key);
  }

  @Override
  public Task sample(Key key) {
    return source(key).sample(key);
  }

  private TaskSource source(Key key) {
    return parts.get(part(key)).source();
  }

  /** Which part the task of a key comes from. */
  int part(Key key) {
    return part(key, parts);
  }

  /** Which of some of the parts, or of all; the last one has what rounding leaves over. */
  private int part(Key key, List<Part> some) {
    double all = some.size() == parts.size() ? 1 : some.stream().mapToDouble(Part::share).sum();
    double drawn = key.fold("mixture").uniform(0) * all;
    double below = 0;
    for (int i = 0; i < some.size() - 1; i++) {
      below += some.get(i).share();
      if (drawn < below) {
        return i;
      }
    }
    return some.size() - 1;
  }
}
