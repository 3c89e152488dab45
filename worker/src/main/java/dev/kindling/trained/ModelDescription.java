package dev.kindling.trained;

import dev.kindling.fault.Require;
import dev.kindling.form.InputForm;
import dev.kindling.form.TableForm;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.util.List;

/**
 * All that a model is but its numbers.
 *
 * @param name for people; empty if it has none
 * @param licence what its users may do, as its maker says; empty if nothing is said
 * @param step outer steps that were made; schedules of the learner look at it
 * @param shape of the largest task, with what the model's settings say of its columns
 * @param sizes whether tasks may have fewer examples
 * @param form what turns raw examples into features
 * @param steps inner steps to adapt with
 * @param ampleFlops those of a program that adapts as many tasks at once as it should, by which the
 *     bits of what is said of a task stay the same
 * @param layout of the meta-parameters
 * @param thetaSha256 of their little-endian bytes
 * @param judged how the model was judged; empty if it was not
 */
public record ModelDescription(
    String name,
    String licence,
    long step,
    TaskShape shape,
    Sizes sizes,
    InputForm form,
    ModelSettings model,
    LearnerSettings learner,
    int steps,
    long ampleFlops,
    ParameterLayout layout,
    String thetaSha256,
    List<Measured> judged,
    Lineage lineage) {

  public ModelDescription {
    Require.present("name", name);
    Require.present("licence", licence);
    Require.notNegative("step", step);
    Require.present("shape", shape);
    Require.present("sizes", sizes);
    Require.present("form", form);
    Require.present("model", model);
    Require.present("learner", learner);
    Require.between("steps", steps, 0, LearnerLimits.STEPS);
    Require.positive("ample-flops", ampleFlops);
    Require.present("layout", layout);
    Require.notBlank("theta_sha256", thetaSha256);
    judged = Require.copyOf("judged", judged);
    Require.present("lineage", lineage);
    requireFit(shape, form);
  }

  private static void requireFit(TaskShape shape, InputForm form) {
    if (!form.shape().equals(shape.features())) {
      throw new IllegalArgumentException(
          "inputs must be of the shape %s of the tasks' features but are of %s"
              .formatted(shape.features(), form.shape()));
    }
    if (form instanceof TableForm table && table.target().classes() != shape.classes()) {
      throw new IllegalArgumentException(
          "the target must be of %d classes as in the tasks but is of %d"
              .formatted(shape.classes(), table.target().classes()));
    }
  }

  /** The learner for the largest tasks. */
  public Learner buildLearner() {
    return learner.build(model, shape);
  }
}
