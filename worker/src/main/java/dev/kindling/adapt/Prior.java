package dev.kindling.adapt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.fault.Require;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.safetensors.FloatStream;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import dev.kindling.trained.ModelDescription;
import dev.kindling.trained.TrainedModel;

/**
 * What training left that tasks are adapted from.
 *
 * @param shape of the largest tasks that were learned from
 * @param sizes whether they had fewer examples
 * @param steps how many inner steps a task is adapted in, unless others are asked for
 * @param outerSteps how many outer steps were made, by which schedules stand
 * @param ampleFlops from which the number of tasks that are adapted at once follows
 * @param theta the meta-parameters; the array itself, which nobody writes to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Prior(
    TaskShape shape,
    Sizes sizes,
    ModelSettings model,
    LearnerSettings learner,
    int steps,
    long outerSteps,
    long ampleFlops,
    float[] theta) {

  public Prior {
    Require.present("shape", shape);
    Require.present("sizes", sizes);
    Require.present("model", model);
    Require.present("learner", learner);
    Require.notNegative("steps", steps);
    Require.notNegative("outer-steps", outerSteps);
    Require.positive("ample-flops", ampleFlops);
    int size = learner.build(model, model.columned(shape)).layout().size();
    if (theta.length != size) {
      throw new IllegalArgumentException(
          "the model has %d meta-parameters but theta has %d".formatted(size, theta.length));
    }
  }

  static Prior of(TrainedModel trained) {
    ModelDescription model = trained.description();
    return new Prior(
        model.shape(),
        model.sizes(),
        model.model(),
        model.learner(),
        model.steps(),
        model.step(),
        model.ampleFlops(),
        trained.theta());
  }

  /** In how many inner steps a task is adapted for which so many are asked. */
  int steps(int asked) {
    Require.between("steps", asked, 0, LearnerLimits.STEPS);
    return learner.build(model, model.columned(shape)).evaluationSteps(asked);
  }

  /** By which what was adapted is known to be of this model. */
  String fingerprint() {
    String settings = "%s %s %s %s".formatted(model, learner, outerSteps, ampleFlops);
    return Sha256.of(
        out -> {
          out.write(settings.getBytes(UTF_8));
          FloatStream.write(theta, out);
        });
  }

  /** The programs of tasks with so many support examples. */
  EpisodePrograms programs(int support, Sizes ofTasks) {
    TaskShape own = model.columned(shape).sized(support, shape.query());
    return EpisodePrograms.of(learner, model, own, ofTasks);
  }
}
