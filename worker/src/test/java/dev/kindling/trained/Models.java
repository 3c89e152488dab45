package dev.kindling.trained;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.engine.Kernels;
import dev.kindling.form.CategoryColumn;
import dev.kindling.form.FeatureScale;
import dev.kindling.form.ImageForm;
import dev.kindling.form.InputForm;
import dev.kindling.form.MixedForm;
import dev.kindling.form.NumberColumn;
import dev.kindling.form.NumberForm;
import dev.kindling.form.TableForm;
import dev.kindling.form.TargetColumn;
import dev.kindling.form.Tone;
import dev.kindling.learn.Learner;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.learner.metric.PrototypicalSettings;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.util.List;
import java.util.Optional;

/** Small models of every form of inputs. */
final class Models {

  private Models() {}

  static TrainedModel ofTable() {
    var form =
        new TableForm(
            List.of(
                new NumberColumn("price", 2.5f, 2.5f, .1f),
                new NumberColumn("weight | kg", 0, 0, 1)),
            List.of(new CategoryColumn("city", 3, List.of("Köln", "Ulm"))),
            new TargetColumn("kind", 2, List.of("bad", "good")),
            "when");
    TaskShape shape =
        new TaskShape(
            List.of(3),
            List.of(),
            5,
            4,
            2,
            List.of(
                FeatureColumn.ofNumbers("price"),
                FeatureColumn.ofNumbers("weight | kg"),
                FeatureColumn.ofCodes("city", 3)));
    return of(form, shape, MlpSettings.defaults());
  }

  static TrainedModel ofNumbers() {
    return of(
        NumberForm.plain(List.of(2), List.of("x", "y")),
        new TaskShape(List.of(2), List.of(1), 5, 5),
        MlpSettings.defaults());
  }

  static TrainedModel ofMixture() {
    var plain = NumberForm.plain(List.of(2), List.of());
    var scaled =
        new NumberForm(
            List.of(2), List.of(), new FeatureScale(new float[] {1}, new float[] {1 / 3f}));
    return of(
        MixedForm.of(
            List.of(new MixedForm.Part("parts[0]", plain), new MixedForm.Part("parts[1]", scaled))),
        new TaskShape(List.of(2), List.of(1), 5, 5),
        MlpSettings.defaults());
  }

  static TrainedModel ofImages() {
    var scale = new FeatureScale(new float[] {.5f, 1, 2}, new float[] {255, 254, .3f});
    return of(
        new ImageForm(0, 0, 16, 16, 3, Tone.INVERTED, scale),
        new TaskShape(List.of(16, 16, 3), List.of(), 5, 5, 5),
        Conv4Settings.defaults());
  }

  private static TrainedModel of(InputForm form, TaskShape shape, ModelSettings model) {
    var settings =
        form instanceof ImageForm ? PrototypicalSettings.defaults() : MamlSettings.defaults();
    Learner learner = settings.build(model, shape);
    float[] theta = learner.initialise(Key.of(5));
    var description =
        new ModelDescription(
            "A small model",
            "Apache-2.0",
            1000,
            shape,
            Sizes.VARYING,
            form,
            model,
            settings,
            learner.evaluationSteps(10),
            4,
            learner.layout(),
            TrainedModel.sha256(theta),
            List.of(
                new Measured(
                    "validation",
                    0,
                    List.of(new Measured.Metric("error", List.of(.25), List.of(Double.NaN)))),
                new Measured(
                    "test",
                    600,
                    List.of(new Measured.Metric("accuracy", List.of(.5, .75), List.of(.01, .02))))),
            lineage());
    return new TrainedModel(description, theta);
  }

  private static Lineage lineage() {
    var tree = new ObjectMapper().createObjectNode().put("seed", 7L);
    return new Lineage(
        Optional.of("0".repeat(64)),
        List.of(new Lineage.StoreVersion("hdfs://there/store", "3", "abcd", "1".repeat(64))),
        tree,
        7,
        "0.1",
        "c0ffee",
        "onednn",
        new Kernels("avx2", "0123456789abcdef"),
        "17",
        "none",
        "2026-11-22T10:00:00Z",
        "2026-11-22T11:00:00Z");
  }
}
