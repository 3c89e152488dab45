package dev.kindling.draft;

import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Model, learner, rates and steps that have served tasks of a shape well. */
record Advice(TaskShape shape) {

  private static final int IMAGE = 3;
  private static final int SEQUENCE = 2;

  Map<String, Object> tree() {
    long steps = isImage() ? 1000 : 2000;
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("model", model());
    tree.put("learner", learner());
    tree.put("optimizer", optimizer(steps));
    tree.put("training", training(steps));
    tree.put("evaluation", section("episodes", 600, "steps", 5, "every", steps / 4));
    tree.put("checkpoint", section("every", steps / 4));
    return tree;
  }

  private boolean isImage() {
    return shape.features().size() == IMAGE;
  }

  /** Of one colour and few pixels, as of characters. */
  private boolean isDrawing() {
    return isImage() && shape.features().get(2) == 1;
  }

  private Map<String, Object> model() {
    if (isImage()) {
      return section("kind", "conv4", "filters", isDrawing() ? 16 : 32);
    }
    if (shape.features().size() == SEQUENCE) {
      return section("kind", "sequence", "cell", "lstm", "width", 64);
    }
    String kind = shape.coded().isEmpty() ? "mlp" : "table";
    return section("kind", kind, "hidden", List.of(64, 64), "activation", "relu");
  }

  private Map<String, Object> learner() {
    if (isDrawing()) {
      return section("kind", "maml", "steps", 1, "rate", .4);
    }
    if (isImage()) {
      return section("kind", "maml", "steps", 5, "rate", .01);
    }
    boolean numbers = shape.targetKind() == TargetKind.NUMBERS;
    return section("kind", "maml", "steps", 3, "rate", numbers ? .03 : .3);
  }

  private Map<String, Object> optimizer(long steps) {
    double rate = isImage() && !isDrawing() ? .001 : .003;
    return section(
        "kind",
        "adam",
        "rate",
        rate,
        "schedule",
        section("kind", "cosine", "steps", steps, "warmup", 50),
        "clip",
        section("norm", isImage() ? 10 : 1));
  }

  private Map<String, Object> training(long steps) {
    return section(
        "steps",
        steps,
        "tasks-per-step",
        isImage() ? 32 : 64,
        "tasks-per-shard",
        isImage() ? 8 : 32);
  }

  private static Map<String, Object> section(Object... keysAndValues) {
    Map<String, Object> section = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      section.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return section;
  }
}
