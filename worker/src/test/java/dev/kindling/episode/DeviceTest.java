package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Footprint;
import dev.kindling.engine.Workspace;
import dev.kindling.episode.EngineSettings.Device;
import dev.kindling.episode.EngineSettings.OtherKernels;
import dev.kindling.fault.Fault;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.MlpSettings;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;
import dev.kindling.task.SinusoidSettings;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What an engine computes on: what was demanded, or what there is. */
class DeviceTest {
  private static final Engine GPU = new ClaimedEngine("cuda-8.6", true);
  private static final Engine PROCESSORS = new ClaimedEngine("cpu-avx2-blas-avx2", false);

  /** An engine that says what it computes on, and never does. */
  private record ClaimedEngine(String instructionSet, boolean isOnGpu) implements Engine {
    @Override
    public String name() {
      return "nd4j";
    }

    @Override
    public Target target() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Footprint footprint(Plan plan) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Workspace workspace() {
      throw new UnsupportedOperationException();
    }
  }

  private static EngineSettings engine(String name, Device device) {
    return new EngineSettings(name, "auto", "64m", OtherKernels.REFUSE, device);
  }

  @Test
  void anEngineForProcessorsTakesNoGpu() {
    assertThatThrownBy(() -> engine("onednn", Device.GPU))
        .hasMessage(
            "device must be auto or cpu for onednn, which computes on processors, but is gpu");
    assertThatCode(() -> engine("onednn", Device.CPU).open()).doesNotThrowAnyException();
  }

  @Test
  void whatIsDemandedIsThereOrTheRunEnds() {
    assertThatThrownBy(() -> engine("nd4j", Device.GPU).requireDevice(PROCESSORS))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "the device is to be a GPU but ND4J's backend computes with cpu-avx2-blas-avx2;");
    assertThatThrownBy(() -> engine("nd4j", Device.CPU).requireDevice(GPU))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("the device is to be a processor but ND4J's backend computes with");
    engine("nd4j", Device.GPU).requireDevice(GPU);
    engine("nd4j", Device.AUTO).requireDevice(GPU);
    engine("nd4j", Device.AUTO).requireDevice(PROCESSORS);
  }

  @Test
  void eachGpuHasWorkersOfItsOwn() {
    var settings =
        new EpisodeSettings(
            SinusoidSettings.defaults(),
            MlpSettings.defaults(),
            MamlSettings.defaults(),
            EngineSettings.defaults(),
            2,
            1);
    try (var workers = new EpisodeWorkers()) {
      EpisodeWorker first = workers.use(settings, Optional.of("0"), Function.identity());
      EpisodeWorker second = workers.use(settings, Optional.of("1"), Function.identity());
      assertThat(first.gpu()).hasValue("0");
      assertThat(second.gpu()).hasValue("1");
      assertThat(workers.<EpisodeWorker>use(settings, Optional.of("0"), Function.identity()))
          .isSameAs(first);
      assertThat(workers.<EpisodeWorker>use(settings, Function.identity()).gpu()).isEmpty();
    }
  }
}
