package dev.kindling.learn;

import dev.kindling.learner.gradient.AnilSettings;
import dev.kindling.learner.gradient.BoilSettings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.learner.gradient.MetaSgdSettings;
import dev.kindling.learner.gradient.PretrainSettings;
import dev.kindling.learner.gradient.ReptileSettings;
import dev.kindling.learner.gradient.ReptileSettings.Descent;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Normalisation;
import dev.kindling.model.Resnet12Settings;
import dev.kindling.model.SequenceSettings;
import dev.kindling.model.SequenceSettings.Cell;
import dev.kindling.model.TableSettings;
import dev.kindling.program.Program;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every model and every learner on tasks that suit them, small enough for the reference engine.
 *
 * @param codes how many of the last columns are codes from 0 to 2
 */
record Episodes(
    String name, LearnerSettings rule, ModelSettings model, TaskShape shape, int codes) {
  static final int TASKS = 2;

  private static final TaskShape CODED =
      new TaskShape(List.of(4), List.of(1), 4, 5, 1)
          .withColumns(
              List.of(
                  FeatureColumn.ofNumbers("a"),
                  FeatureColumn.ofNumbers("b"),
                  FeatureColumn.ofCodes("c", 3),
                  FeatureColumn.ofCodes("d", 3)));

  private static final LearnerSettings MAML = new MamlSettings(2, 0.1, 2);
  static final TaskShape NUMBERS = new TaskShape(List.of(2), List.of(2), 4, 5);
  static final TaskShape CLASSES = new TaskShape(List.of(3), List.of(), 6, 5, 3);

  /** Every learner on regression and on classification, where it has both. */
  static List<Episodes> learners() {
    var perceptron = new MlpSettings(List.of(5), Activation.TANH);
    List<Episodes> all = new ArrayList<>();
    List<LearnerSettings> both =
        List.of(
            MAML,
            new MamlSettings(2, 0.1, 1),
            new AnilSettings(2, 0.1, 2),
            new BoilSettings(2, 0.1, 2),
            new MetaSgdSettings(2, 0.1, 2),
            new ReptileSettings(2, 0.1, Descent.SGD),
            new ReptileSettings(2, 0.1, Descent.ADAM, 3, 0.9, 1e-3),
            new PretrainSettings(0.1));
    for (LearnerSettings rule : both) {
      all.add(new Episodes(rule + " on numbers", rule, perceptron, NUMBERS, 0));
      all.add(new Episodes(rule + " on classes", rule, perceptron, CLASSES, 0));
    }
    all.addAll(InnerRules.episodes());
    return all;
  }

  /** Those whose meta-gradient is the derivative of the query loss. */
  static List<Episodes> exactLearners() {
    return learners().stream().filter(episodes -> episodes.isExact()).toList();
  }

  private boolean isExact() {
    return !InnerRules.isApproximate(rule)
        && !(rule instanceof MamlSettings maml && maml.order() == 1)
        && !(rule instanceof ReptileSettings);
  }

  static List<Episodes> all() {
    TaskShape images = new TaskShape(List.of(5, 4, 2), List.of(), 4, 5, 3);
    return List.of(
        of("mlp", new MlpSettings(List.of(5), Activation.TANH), numbers(2, 3)),
        of("conv4 stride", conv4(Reduction.STRIDE, Normalisation.BATCH), images),
        of("conv4 support", conv4(Reduction.STRIDE, Normalisation.SUPPORT), images),
        of("resnet12", new Resnet12Settings(List.of(3, 4), Normalisation.BATCH), images),
        of("resnet12 support", new Resnet12Settings(List.of(3), Normalisation.SUPPORT), images),
        new Episodes("table", MAML, table(3, 3), new TaskShape(List.of(4), List.of(1), 4, 5, 1), 2),
        new Episodes("table of the tasks' codes", MAML, table(), CODED, 2),
        new Episodes("mlp one-hot", MAML, new MlpSettings(List.of(5), Activation.TANH), CODED, 2),
        new Episodes(
            "table of codes", MAML, table(3), new TaskShape(List.of(1), List.of(1), 4, 5), 1),
        of("lstm", new SequenceSettings(Cell.LSTM, 3), numbers(4, 2)),
        of("gru", new SequenceSettings(Cell.GRU, 3), numbers(4, 2)));
  }

  /** Pooling four times wants images too large to be checked by differences in good time. */
  static List<Episodes> allAndPooling() {
    var pooling = conv4(Reduction.POOL, Normalisation.SUPPORT);
    var images = new TaskShape(List.of(17, 16, 1), List.of(1), 4, 5, 3);
    List<Episodes> all = new ArrayList<>(all());
    all.add(of("conv4 pool", pooling, images));
    return all;
  }

  private static Episodes of(String name, ModelSettings model, TaskShape shape) {
    return new Episodes(name, MAML, model, shape, 0);
  }

  private static ModelSettings conv4(Reduction reduction, Normalisation statistics) {
    return new Conv4Settings(3, reduction, statistics);
  }

  private static ModelSettings table(Integer... cardinalities) {
    return new TableSettings(List.of(cardinalities), 2, List.of(4), Activation.TANH);
  }

  private static TaskShape numbers(Integer... features) {
    return new TaskShape(List.of(features), List.of(2), 4, 5);
  }

  EpisodePrograms learner(Sizes sizes, TaskShape padded) {
    return EpisodePrograms.of(rule, model, padded, sizes);
  }

  EpisodePrograms learner() {
    return learner(Sizes.FIXED, shape);
  }

  /** Numbers for all inputs of the program of {@link #TASKS} tasks of this shape. */
  Map<String, double[]> numbers(Program program, Key key) {
    EpisodePrograms learner = learner();
    float[] theta = learner.initialise(key.fold("theta"));
    Map<String, double[]> numbers = new LinkedHashMap<>();
    for (var parameter : learner.layout().parameters()) {
      double[] values = new double[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        double moved = 0.1 * key.fold(parameter.name()).normal(i);
        values[i] = (float) (theta[parameter.offset() + i] + moved);
      }
      numbers.put(EpisodeNames.parameter(parameter.name()), values);
    }
    for (String name : program.inputs().keySet()) {
      int size = program.inputShape(name).size();
      numbers.computeIfAbsent(name, absent -> data(absent, size, key.fold(absent)));
    }
    return numbers;
  }

  private double[] data(String name, int size, Key key) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) number(name, i, key);
    }
    return values;
  }

  private double number(String name, int i, Key key) {
    if (name.endsWith("weights")) {
      return 0.5 + key.uniform(i);
    }
    if (name.endsWith("targets") && shape.targetKind() != TargetKind.NUMBERS) {
      return key.below(i, Math.max(shape.classes(), 2));
    }
    int rank = shape.features().size();
    int columns = rank == 0 ? 1 : shape.features().get(rank - 1);
    boolean code = name.endsWith("features") && i % columns >= columns - codes;
    return code ? key.below(i, 3) : key.normal(i);
  }

  @Override
  public String toString() {
    return name;
  }
}
