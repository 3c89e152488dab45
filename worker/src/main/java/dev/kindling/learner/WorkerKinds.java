package dev.kindling.learner;

import dev.kindling.learner.closed.LrD2Settings;
import dev.kindling.learner.closed.MetaOptNetSettings;
import dev.kindling.learner.closed.R2D2Settings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.meaning.KindProvider;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.Resnet12Settings;
import dev.kindling.model.SequenceSettings;
import dev.kindling.model.TableSettings;
import dev.kindling.optimize.AdamSettings;
import dev.kindling.optimize.AdamWSettings;
import dev.kindling.optimize.ConstantSettings;
import dev.kindling.optimize.CosineSettings;
import dev.kindling.optimize.SgdSettings;
import dev.kindling.optimize.StepSettings;
import dev.kindling.optimize.WarmupSettings;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of models, learners, optimisers and schedules. */
public final class WorkerKinds implements KindProvider {
  private static final List<Class<? extends Record>> MODELS =
      List.of(
          MlpSettings.class,
          Conv4Settings.class,
          Resnet12Settings.class,
          TableSettings.class,
          SequenceSettings.class);

  private static final List<Class<? extends Record>> LEARNERS =
      List.of(MamlSettings.class, R2D2Settings.class, LrD2Settings.class, MetaOptNetSettings.class);

  private static final List<Class<? extends Record>> OPTIMIZERS =
      List.of(SgdSettings.class, AdamSettings.class, AdamWSettings.class);

  private static final List<Class<? extends Record>> SCHEDULES =
      List.of(
          ConstantSettings.class, WarmupSettings.class, CosineSettings.class, StepSettings.class);

  @Override
  public List<Class<? extends Record>> kinds() {
    return Stream.of(MODELS, LEARNERS, OPTIMIZERS, SCHEDULES).flatMap(List::stream).toList();
  }
}
