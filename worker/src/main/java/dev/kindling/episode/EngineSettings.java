package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Kernels;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.nd4j.Nd4jEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.meaning.Meaning;
import dev.kindling.meaning.OneOf;
import dev.kindling.meaning.Spelling;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

@Meaning("What runs the programs.")
public record EngineSettings(
    @Meaning("Which engine: onednn for processors; nd4j; reference, which is slow and exact.")
        @OneOf({EngineSettings.ONEDNN, EngineSettings.ND4J, EngineSettings.REFERENCE})
        String name,
    @Meaning(
            value =
                "Which instruction set the kernels may use, as oneDNN names it: avx2, avx512_core"
                    + " and so on; auto for all that the processor has.",
            example = "avx2")
        String instructionSet,
    @Meaning(value = "The most that the programs of one worker thread may take.", example = "2g")
        @Spelling(
            pattern = EngineSettings.FORM,
            takes = "a whole number and k, m, g or t, from 1k to 1024t, as 512m")
        String memory,
    @Meaning("What becomes of executors whose kernels compute other bits than the driver's.")
        OtherKernels otherKernels,
    @Meaning("What the engine computes on.") Device device)
    implements Serializable {
  private static final long serialVersionUID = 1;
  static final String ONEDNN = "onednn";
  static final String ND4J = "nd4j";
  static final String REFERENCE = "reference";

  /** What an amount of memory looks like. */
  static final String FORM = "([0-9]{1,9})([kmgt])";

  /** What an engine computes on. */
  public enum Device {
    @Meaning("A GPU where the engine is made for one: nd4j with its CUDA backend. Else processors.")
    AUTO,
    @Meaning("Processors, and nothing else.")
    CPU,
    @Meaning("A GPU, on Spark the one that it gives to the task. Without one, the run ends.")
    GPU
  }

  /** What becomes of executors whose kernels compute other bits than the driver's. */
  public enum OtherKernels {
    @Meaning("The run ends with a sentence that names one of them.")
    REFUSE,
    @Meaning("They take part, and a run's bits depend on which executor computed what.")
    ALLOW
  }

  private static final List<String> NAMES = List.of(ONEDNN, ND4J, REFERENCE);

  /** Whatever the memory of a run's programs, its fingerprint is the same. */
  private static final String FOR_FINGERPRINT = "64m";

  private static final long MOST_BYTES = 1L << 50;
  private static final Pattern SIZE = Pattern.compile(FORM);

  public EngineSettings {
    Require.notBlank("instruction-set", instructionSet);
    Require.present("other-kernels", otherKernels);
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("name must be one of " + NAMES + " but is " + name);
    }
    Require.present("device", device);
    if (device == Device.GPU && !name.equals(ND4J)) {
      throw new IllegalArgumentException(
          "device must be auto or cpu for %s, which computes on processors, but is gpu"
              .formatted(name));
    }
    if (name.equals(ND4J) && !instructionSet.equals("auto")) {
      throw new IllegalArgumentException(
          "instruction-set must be auto for nd4j, which cannot be held to one, but is "
              + instructionSet);
    }
    if (!SIZE.matcher(memory).matches()) {
      throw new IllegalArgumentException(
          "memory must be a number and k, m, g or t, as 512m, but is " + memory);
    }
    if (bytes(memory) < 1 || bytes(memory) > MOST_BYTES) {
      throw new IllegalArgumentException("memory must be from 1k to 1024t but is " + memory);
    }
  }

  /** That refuses other kernels, on whatever the engine is made for. */
  public EngineSettings(String name, String instructionSet, String memory) {
    this(name, instructionSet, memory, OtherKernels.REFUSE, Device.AUTO);
  }

  public static EngineSettings defaults() {
    return new EngineSettings(ONEDNN, "auto", "1g");
  }

  /** The names that an engine may have. */
  public static List<String> names() {
    return NAMES;
  }

  public long memoryBytes() {
    return bytes(memory);
  }

  /** At most nine digits and forty bits of unit: no overflow. */
  private static long bytes(String memory) {
    int unit = "kmgt".indexOf(memory.charAt(memory.length() - 1)) + 1;
    long number = Long.parseLong(memory.substring(0, memory.length() - 1));
    return unit == 4 && number > 1024 ? Long.MAX_VALUE : number << (10 * unit);
  }

  /** What the kernels of this process are, which takes a moment to find out. */
  Kernels kernels(Optional<String> gpu) {
    return Kernels.of(
        new EngineSettings(name, instructionSet, FOR_FINGERPRINT, otherKernels, device).open(gpu));
  }

  public Engine open() {
    return open(Optional.empty());
  }

  /**
   * The engine, or a fault if it does not compute on what it should.
   *
   * @param gpu the address of the GPU that it is given, if it is given one
   */
  Engine open(Optional<String> gpu) {
    Engine engine =
        switch (name) {
          case ONEDNN -> new OneDnnEngine(instructionSet, memoryBytes());
          case ND4J -> new Nd4jEngine(memoryBytes(), gpu);
          default -> new ReferenceEngine(memoryBytes());
        };
    requireDevice(engine);
    return engine;
  }

  void requireDevice(Engine engine) {
    if (engine.isOnGpu() ? device == Device.CPU : device == Device.GPU) {
      throw Fault.resources(
          "the device is to be a %s but ND4J's backend computes with %s; put the other backend on the class path, or choose auto"
              .formatted(device == Device.GPU ? "GPU" : "processor", engine.instructionSet()));
    }
  }
}
