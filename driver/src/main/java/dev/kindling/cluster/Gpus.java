package dev.kindling.cluster;

import dev.kindling.episode.EngineSettings;
import dev.kindling.fault.Fault;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The GPU that Spark gives to a task. Where tasks share one, each of them has its address. */
final class Gpus {
  private static final String RESOURCE = "gpu";

  private Gpus() {}

  /** The address of the first, if there is one. */
  static Optional<String> of(TaskContext context) {
    ResourceInformation given = context.resourcesJMap().get(RESOURCE);
    return given == null || given.addresses().length == 0
        ? Optional.empty()
        : Optional.of(given.addresses()[0]);
  }

  /** Why a task may not begin that demands one. */
  static Optional<Fault> lack(Optional<String> gpu, EngineSettings engine, String executor) {
    boolean lacks = engine.device() == EngineSettings.Device.GPU && gpu.isEmpty();
    return lacks ? Optional.of(lack(executor)) : Optional.empty();
  }

  private static Fault lack(String executor) {
    return Fault.resources(
        "engine.device is gpu but Spark gave a task of executor %s none; set spark.executor.resource.gpu.amount, spark.task.resource.gpu.amount and a discovery script, or engine.device to auto"
            .formatted(executor));
  }
}
