package dev.kindling.export;

import dev.kindling.config.Configuration;
import dev.kindling.form.InputForm;
import dev.kindling.store.Store;
import dev.kindling.task.Sizes;
import dev.kindling.task.Split;
import dev.kindling.task.StoreChoice;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import dev.kindling.trained.Lineage.StoreVersion;
import dev.kindling.trained.ModelDescription;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a model must know of the tasks that it learned from.
 *
 * @param shape of the largest task, with what the model's settings say of its columns
 * @param stores that the tasks came from, and those that it was judged on
 */
public record ModelInputs(TaskShape shape, Sizes sizes, InputForm form, List<StoreVersion> stores) {

  /** Of tasks whose stores are there. */
  public static ModelInputs of(
      Configuration configuration, org.apache.hadoop.conf.Configuration hadoop) {
    TaskSource source = configuration.tasks().open(Split.TRAIN);
    List<StoreVersion> stores =
        Stream.concat(
                configuration.tasks().stores().stream(),
                configuration.evaluation().tasks().stores().stream())
            .distinct()
            .map(store -> version(store, hadoop))
            .toList();
    TaskShape shape = configuration.model().columned(source.shape());
    return new ModelInputs(shape, source.sizes(), source.form(), stores);
  }

  private static StoreVersion version(
      StoreChoice store, org.apache.hadoop.conf.Configuration hadoop) {
    Store.Identity identity = Store.identity(store.uri(), store.number(), hadoop);
    return new StoreVersion(
        store.uri(), store.version(), identity.store(), identity.manifestSha256());
  }

  /** Of a model of the same tasks, whose stores may be gone. */
  public static ModelInputs of(ModelDescription model) {
    return new ModelInputs(model.shape(), model.sizes(), model.form(), model.lineage().stores());
  }
}
