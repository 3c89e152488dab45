package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.export.ModelDirectory;
import dev.kindling.fault.Fault;
import dev.kindling.trained.ModelFile;
import dev.kindling.trained.TrainedModel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model that a command line names: on this machine by its directory or file, or elsewhere. */
record NamedModel(String name) {

  TrainedModel read() {
    if (name.isBlank()) {
      throw Fault.usage("a model is expected but its name is blank; name its directory");
    }
    if (new org.apache.hadoop.fs.Path(name).toUri().getScheme() != null) {
      return new ModelDirectory(name, HadoopSettings.ofProcess()).read();
    }
    requireNoRun();
    return ModelFile.read(Path.of(name));
  }

  private void requireNoRun() {
    Path own = Path.of(RunModel.of(name));
    if (Files.notExists(Path.of(name, ModelFile.NAME))
        && Files.exists(own.resolve(ModelFile.NAME))) {
      throw Fault.usage(
          "a model is expected but %s is the output of a run, which has its model in %s; name that"
              .formatted(name, own));
    }
  }
}
