package dev.kindling.model;

import dev.kindling.fault.Fault;
import dev.kindling.task.TaskShape;
import java.util.List;

/** Refuses tasks that a model is not made for. */
final class Fit {
  private Fit() {}

  /** Requires images of at least {@code side} pixels in height and width. */
  static void images(String model, TaskShape shape, int side) {
    List<Integer> image = shape.features();
    boolean fits = image.size() == 3 && image.get(0) >= side && image.get(1) >= side;
    require(
        fits,
        model,
        "images [height,width,channels] of at least %d x %d pixels".formatted(side, side),
        shape);
  }

  /** Throws a fault that says what the model takes unless {@code fits}. */
  static void require(boolean fits, String model, String takes, TaskShape shape) {
    if (!fits) {
      throw Fault.usage(
          "model %s takes %s but the features of these tasks are %s; choose another kind of model or"
                  .formatted(model, takes, text(shape.features()))
              + " other tasks");
    }
  }

  private static String text(List<Integer> dimensions) {
    return dimensions.toString().replace(" ", "");
  }
}
