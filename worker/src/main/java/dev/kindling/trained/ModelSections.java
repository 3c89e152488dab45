package dev.kindling.trained;

import dev.kindling.fault.Fault;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.setting.Wording;
import dev.kindling.setting.WrittenSettings;
import dev.kindling.storage.DamageException;

/** The settings that make a model what it is, with the keys of a configuration. */
record ModelSections(ModelSettings model, LearnerSettings learner) {

  private static final Wording WORDING = Wording.of("the settings of the model");

  /**
   * Reads them back.
   *
   * @param json sections {@code model} and {@code learner}, with their kinds
   */
  static ModelSections read(String json) throws DamageException {
    try {
      return WrittenSettings.parse(json, "settings", WORDING).into(ModelSections.class);
    } catch (Fault e) {
      throw new DamageException(e.getMessage(), e);
    }
  }
}
