package dev.kindling.learner;

import dev.kindling.differentiate.GaussNewtonProduct;
import dev.kindling.differentiate.Gradient;
import dev.kindling.differentiate.HessianVectorProduct;
import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.layer.Attention;
import dev.kindling.layer.BatchNorm;
import dev.kindling.layer.Dropout;
import dev.kindling.layer.Embedding;
import dev.kindling.layer.Gru;
import dev.kindling.layer.LayerNorm;
import dev.kindling.layer.LeakyRelu;
import dev.kindling.layer.Linear;
import dev.kindling.layer.Lstm;
import dev.kindling.layer.OneHot;
import dev.kindling.layer.Pooling;
import dev.kindling.layer.Softmax;
import dev.kindling.layer.Statistics;
import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learn.Lesson;
import dev.kindling.learn.Loss;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.learn.MetaObjective;
import dev.kindling.learn.QueryLoss;
import dev.kindling.learn.Trajectory;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Family;
import dev.kindling.meaning.KindProvider;
import dev.kindling.meaning.Meaning;
import dev.kindling.meaning.OneOf;
import dev.kindling.meaning.Spelling;
import dev.kindling.model.Activation;
import dev.kindling.model.Architecture;
import dev.kindling.model.Head;
import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Network;
import dev.kindling.model.Normalisation;
import dev.kindling.model.ParameterLayout;
import dev.kindling.optimize.Optimizer;
import dev.kindling.optimize.OptimizerSettings;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.optimize.ScheduleSettings;
import dev.kindling.optimize.Update;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.solve.ConjugateGradient;
import dev.kindling.task.ElementType;
import dev.kindling.task.Examples;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.MixturePart;
import dev.kindling.task.Sizes;
import dev.kindling.task.Split;
import dev.kindling.task.StoreChoice;
import dev.kindling.task.TargetKind;
import dev.kindling.task.Task;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.stream.Stream;

/**
 * The types that a plug-in may use, with those nested in them, and no others: what else is public
 * is so for Kindling's own packages and changes without notice. {@code docs/guides/plug-ins.md}
 * tells what they are for.
 */
public final class PlugInTypes {
  private static final List<Class<?>> TASKS =
      List.of(
          Fault.class,
          Require.class,
          Bounds.class,
          Family.class,
          KindProvider.class,
          Meaning.class,
          OneOf.class,
          Spelling.class,
          ElementType.class,
          Examples.class,
          FeatureColumn.class,
          HostTensor.class,
          Key.class,
          MixturePart.class,
          Sizes.class,
          Split.class,
          StoreChoice.class,
          TargetKind.class,
          Task.class,
          TaskList.class,
          TaskSettings.class,
          TaskShape.class,
          TaskSource.class);

  private static final List<Class<?>> SYMBOLS =
      List.of(
          Shape.class,
          BinaryKind.class,
          CompareKind.class,
          ReduceKind.class,
          UnaryKind.class,
          Symbol.class,
          Symbols.class,
          Trace.class,
          GaussNewtonProduct.class,
          Gradient.class,
          HessianVectorProduct.class,
          Attention.class,
          BatchNorm.class,
          Dropout.class,
          Embedding.class,
          Gru.class,
          LayerNorm.class,
          LeakyRelu.class,
          Linear.class,
          Lstm.class,
          OneHot.class,
          Pooling.class,
          Softmax.class,
          Statistics.class,
          ConjugateGradient.class);

  private static final List<Class<?>> LEARNERS =
      List.of(
          Activation.class,
          Architecture.class,
          Head.class,
          Inputs.class,
          Model.class,
          ModelSettings.class,
          Network.class,
          Normalisation.class,
          ParameterLayout.class,
          Optimizer.class,
          OptimizerSettings.class,
          OptimizerState.class,
          ScheduleSettings.class,
          Update.class,
          Batch.class,
          Episode.class,
          Learned.class,
          Learner.class,
          LearnerLimits.class,
          LearnerSettings.class,
          Lesson.class,
          Loss.class,
          MetaGradientOrder.class,
          MetaObjective.class,
          QueryLoss.class,
          Trajectory.class);

  private PlugInTypes() {}

  /** All of them, by package. */
  public static List<Class<?>> all() {
    return Stream.of(TASKS, SYMBOLS, LEARNERS).flatMap(List::stream).toList();
  }
}
