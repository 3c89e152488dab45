package dev.kindling.learn;

import dev.kindling.learner.gradient.CaviaSettings;
import dev.kindling.learner.gradient.ImamlSettings;
import dev.kindling.learner.gradient.MamlPlusPlusSettings;
import dev.kindling.learner.gradient.MamlPlusPlusSettings.Normaliser;
import dev.kindling.learner.gradient.MamlPlusPlusSettings.Rates;
import dev.kindling.learner.gradient.MetaCurvatureSettings;
import dev.kindling.learner.gradient.MetaCurvatureSettings.Curvature;
import dev.kindling.learner.gradient.NewtonSettings;
import dev.kindling.learner.gradient.NewtonSettings.CurvatureMatrix;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Normalisation;
import dev.kindling.model.SequenceSettings;
import dev.kindling.model.SequenceSettings.Cell;
import dev.kindling.model.TableSettings;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Learners whose inner steps are other ones than MAML's, on tasks and networks that suit them. */
final class InnerRules {
  private static final TaskShape IMAGES = new TaskShape(List.of(5, 4, 2), List.of(), 4, 5, 3);

  private InnerRules() {}

  static List<Episodes> episodes() {
    List<Episodes> all = new ArrayList<>();
    var perceptron = new MlpSettings(List.of(5), Activation.TANH);
    for (LearnerSettings rule : rules()) {
      all.add(new Episodes(rule + " on numbers", rule, perceptron, Episodes.NUMBERS, 0));
      all.add(new Episodes(rule + " on classes", rule, perceptron, Episodes.CLASSES, 0));
    }
    var cavia = new CaviaSettings(2, 0.5, 3, 2);
    all.addAll(onImages(exactPlusPlus(Normaliser.PER_STEP), cavia, curved(Curvature.KRONECKER)));
    var sequences = new TaskShape(List.of(4, 2), List.of(2), 4, 5);
    all.add(
        new Episodes("cavia on sequences", cavia, new SequenceSettings(Cell.GRU, 3), sequences, 0));
    var table = new TableSettings(List.of(3), 2, List.of(4), Activation.TANH);
    all.add(
        new Episodes(
            "cavia on codes", cavia, table, new TaskShape(List.of(2), List.of(1), 4, 5), 1));
    all.add(
        new Episodes(
            "cavia on scalars", cavia, perceptron, new TaskShape(List.of(), List.of(), 4, 5), 0));
    return all;
  }

  private static List<LearnerSettings> rules() {
    return List.of(
        exactPlusPlus(Normaliser.SHARED),
        new MamlPlusPlusSettings(2, 0.1, Rates.FIXED, 0, 5, Normaliser.PER_STEP),
        new ImamlSettings(3, 0.1, 2, 3),
        new CaviaSettings(2, 0.5, 3, 2),
        new CaviaSettings(2, 0.5, 3, 1),
        new NewtonSettings(2, 0.8, CurvatureMatrix.GAUSS_NEWTON, 0.5, 3, 2),
        new NewtonSettings(2, 0.8, CurvatureMatrix.GAUSS_NEWTON, 0.5, 3, 1),
        new NewtonSettings(2, 0.8, CurvatureMatrix.HESSIAN, 1, 3, 2),
        curved(Curvature.DIAGONAL),
        curved(Curvature.KRONECKER));
  }

  private static LearnerSettings exactPlusPlus(Normaliser normaliser) {
    return new MamlPlusPlusSettings(2, 0.1, Rates.LEARNED, 10, 0, normaliser);
  }

  private static LearnerSettings curved(Curvature curvature) {
    return new MetaCurvatureSettings(2, 0.1, curvature);
  }

  private static List<Episodes> onImages(LearnerSettings... rules) {
    ModelSettings network = new Conv4Settings(3, Reduction.STRIDE, Normalisation.SUPPORT);
    return Stream.of(rules)
        .map(rule -> new Episodes(rule + " on images", rule, network, IMAGES, 0))
        .toList();
  }

  /** Whether the meta-gradient leaves out part of the derivative. */
  static boolean isApproximate(LearnerSettings rule) {
    return rule instanceof ImamlSettings
        || (rule instanceof MamlPlusPlusSettings plus && plus.firstOrder() > 0)
        || (rule instanceof CaviaSettings cavia && cavia.order() == 1)
        || (rule instanceof NewtonSettings newton && newton.order() == 1);
  }
}
