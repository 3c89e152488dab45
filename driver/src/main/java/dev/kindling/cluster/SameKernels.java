package dev.kindling.cluster;

import dev.kindling.engine.Kernels;
import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EngineSettings.OtherKernels;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.fault.Fault;
import java.io.Serializable;
import java.util.Optional;

/**
 * Holds executors to the kernels of the driver, whose name stands in the record: the bits of a sum
 * would depend on which executor computed which shard.
 */
record SameKernels(Kernels driver) implements Serializable {
  private static final long serialVersionUID = 1;

  static SameKernels asHere(EngineSettings engine) {
    return new SameKernels(EpisodeWorkers.shared().kernels(engine));
  }

  /** Why this process may not take part. */
  Optional<Fault> refusal(String executor, EngineSettings engine, Optional<String> gpu) {
    if (engine.otherKernels() == OtherKernels.ALLOW) {
      return Optional.empty();
    }
    Kernels here = EpisodeWorkers.shared().kernels(engine, gpu);
    return here.equals(driver) ? Optional.empty() : Optional.of(refusal(executor, here));
  }

  private Fault refusal(String executor, Kernels here) {
    String allow = "; or allow it by engine.other-kernels, and bits depend on who computed what";
    if (here.instructionSet().equals(driver.instructionSet())) {
      return Fault.resources(
          "executor %s and the driver compute with %s instructions but their kernels give different bits (fingerprints %s and %s);"
                  .formatted(
                      executor, driver.instructionSet(), here.fingerprint(), driver.fingerprint())
              + " use machines of one kind with the same variables ONEDNN_* and DNNL_*"
              + allow);
    }
    return Fault.resources(
        "executor %s computes with %s instructions and the driver with %s, and their bits differ;"
                .formatted(executor, here.instructionSet(), driver.instructionSet())
            + " set engine.instruction-set to the lower of the two and start a new run"
            + allow);
  }
}
