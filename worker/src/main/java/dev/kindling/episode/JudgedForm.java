package dev.kindling.episode;

import dev.kindling.fault.Fault;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Sizes;
import dev.kindling.task.Split;
import dev.kindling.task.StoreChoice;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tasks of evaluation are like, as a model of other tasks sees them. Their numbers of examples
 * are their own. Whether they may have other classes is up to the model: it must be the same one,
 * its parameters laid out alike.
 */
record JudgedForm(TaskShape shape, Sizes sizes) {

  static JudgedForm of(EpisodeSettings settings) {
    TaskShape learned = settings.shape();
    requireClasses(settings.permutations(), learned);
    if (settings.judged().equals(settings.tasks().unaugmented())) {
      return new JudgedForm(learned, settings.sizes());
    }
    TaskSource source = opened(settings);
    TaskShape own = source.shape();
    requireAlike(learned, own);
    requireColumns(settings, learned.columns(), own.columns());
    TaskShape shape = roomy(own.withColumns(learned.columns()), learned, settings.sizes());
    JudgedForm form = new JudgedForm(shape, source.sizes());
    form.requireSameModel(settings, learned);
    return form;
  }

  /** Tasks of evaluation have targets of the same kind as those that are learned from. */
  private static void requireClasses(int permutations, TaskShape learned) {
    if (permutations > 1 && learned.targetKind() != TargetKind.CLASSES) {
      String targets = learned.targetKind() == TargetKind.BINARY ? "say yes or no" : "are numbers";
      throw Fault.usage(
          "the mean over %d permutations of a task's classes is asked for but targets %s, so that there are no classes to permute; leave permutations at 1"
              .formatted(permutations, targets));
    }
  }

  private static TaskSource opened(EpisodeSettings settings) {
    try {
      return settings.judged().open(Split.TEST);
    } catch (Fault fault) {
      throw fault.in("tasks of evaluation");
    }
  }

  /** A model of tasks of varying size takes those of fewer classes, as it does in training. */
  private static TaskShape roomy(TaskShape own, TaskShape learned, Sizes sizes) {
    return sizes == Sizes.VARYING && own.classes() > 1 && own.classes() < learned.classes()
        ? own.withClasses(learned.classes())
        : own;
  }

  private void requireSameModel(EpisodeSettings settings, TaskShape learned) {
    var expected = settings.buildLearner().layout().parameters();
    if (!settings.programs(shape, sizes).layout().parameters().equals(expected)) {
      throw Fault.usage(
          "the model tells %d classes apart, which is fixed when it is trained, but tasks of evaluation have %d; ask for %d ways there, or train on tasks of %d"
              .formatted(learned.classes(), shape.classes(), learned.classes(), shape.classes()));
    }
  }

  private static void requireAlike(TaskShape learned, TaskShape own) {
    if (!example(own).equals(example(learned))) {
      throw Fault.usage(
          "the model learns from examples with %s but tasks of evaluation have %s; bring them to the same form, or judge it on others"
              .formatted(example(learned), example(own)));
    }
  }

  private static String example(TaskShape shape) {
    String kind = shape.targetKind().name().toLowerCase(Locale.ROOT);
    return "features of shape %s and targets of shape %s, %s"
        .formatted(shape.features(), shape.targets(), kind);
  }

  /** Later versions of a store go on with its codes; those of another may mean anything. */
  private static void requireColumns(
      EpisodeSettings settings, List<FeatureColumn> learned, List<FeatureColumn> own) {
    if (own.isEmpty() || own.equals(learned)) {
      return;
    }
    boolean sameNames = names(own).equals(names(learned));
    if (!sameNames
        || !stores(settings.tasks().stores()).equals(stores(settings.judged().stores()))) {
      throw Fault.usage(
          "the model learns from the columns %s but tasks of evaluation have %s%s; import their tables into one store, or judge it on others"
              .formatted(
                  FeatureColumn.list(learned),
                  FeatureColumn.list(own),
                  sameNames ? ", with codes of their own" : ""));
    }
  }

  private static List<String> names(List<FeatureColumn> columns) {
    return columns.stream().map(FeatureColumn::name).toList();
  }

  private static Set<String> stores(List<StoreChoice> stores) {
    return stores.stream().map(StoreChoice::uri).collect(Collectors.toSet());
  }
}
