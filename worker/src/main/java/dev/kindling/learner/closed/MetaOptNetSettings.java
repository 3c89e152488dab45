package dev.kindling.learner.closed;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;

@Meaning(
    "A convex classifier on a network's features, solved for each task: a support vector machine,"
        + " or ridge regression to classes; any number of classes.")
public record MetaOptNetSettings(
    @Meaning("Which problem gives the classifier.") Machine head,
    @Meaning("How much the size of the solution counts, with head ridge.") @Bounds(above = 0)
        double lambda,
    @Meaning("How much an example on the wrong side may count, with head svm.") @Bounds(above = 0)
        double slack,
    @Meaning("Steps of the interior-point method, with head svm.")
        @Bounds(least = 1, most = MetaOptNetSettings.MOST_ITERATIONS)
        int iterations,
    @Meaning("What a class's score is multiplied by at first; it is learned.") @Bounds(above = 0)
        double scale)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  /** The method has converged long before. */
  static final int MOST_ITERATIONS = 100;

  /** A convex problem whose solution is a linear classifier. */
  public enum Machine {
    @Meaning("The support vector machine of several classes by Crammer and Singer.")
    SVM,
    @Meaning("Ridge regression to 1 for an example's class and 0 for the others.")
    RIDGE
  }

  public MetaOptNetSettings {
    Require.present("head", head);
    Require.positive("lambda", lambda);
    Require.positive("slack", slack);
    Require.between("iterations", iterations, 1, MOST_ITERATIONS);
    Require.positive("scale", scale);
  }

  public static MetaOptNetSettings defaults() {
    return new MetaOptNetSettings(Machine.SVM, 50, 0.1, 15, 1);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    if (shape.targetKind() != TargetKind.CLASSES) {
      throw Fault.usage(
          "learner meta-opt-net learns tasks whose targets are classes but those of these are %s;"
                  .formatted(shape.targetKind() == TargetKind.NUMBERS ? "numbers" : "yes and no")
              + " choose learner r2-d2 or tasks of classes");
    }
    var network = architecture.build(shape).network();
    return new MetaOptNet(this, SolvedBody.scaled(network, scale), shape);
  }
}
