package dev.kindling.engine.nd4j;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Footprint;
import dev.kindling.engine.OneThread;
import dev.kindling.engine.Workspace;
import dev.kindling.fault.Fault;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Runs plans with ND4J, operation by operation, on the backend that is on the class path. */
public final class Nd4jEngine implements Engine {
  private static final int CACHE_LINE_FLOATS = 16;

  private final Target target;
  private final String instructionSet;
  private final OptionalInt device;

  /**
   * An engine held to a memory limit.
   *
   * @param memoryBytes the most that a program may take
   */
  public Nd4jEngine(long memoryBytes) {
    this(memoryBytes, Optional.empty());
  }

  /**
   * The same on one of a machine's GPUs, if the backend computes on GPUs.
   *
   * @param gpu its address; without one, the backend's own choice
   */
  public Nd4jEngine(long memoryBytes, Optional<String> gpu) {
    this(memoryBytes, gpu, Backend::load);
  }

  Nd4jEngine(long memoryBytes, Optional<String> gpu, Supplier<String> backend) {
    OneThread.require(name());
    this.instructionSet = load(backend);
    this.device = isOnGpu() && gpu.isPresent() ? number(gpu.get()) : OptionalInt.empty();
    this.target = new Target(Set.of(), CACHE_LINE_FLOATS, memoryBytes, Target.Elementwise.ALONE);
  }

  private static OptionalInt number(String gpu) {
    return OptionalInt.of(CudaDevice.number(gpu, System.getenv(CudaDevice.VISIBLE)));
  }

  /** ND4J wraps the cause of a failure to load in exceptions of many kinds. */
  private static String load(Supplier<String> backend) {
    try {
      return backend.get();
    } catch (LinkageError | RuntimeException e) {
      throw Fault.resources(
          "the nd4j engine expects ND4J with a backend that this machine can load but loading failed"
              + " ("
              + root(e)
              + "); put the jars of ND4J and of its backend on the class path, or choose the engine"
              + " onednn",
          e);
    }
  }

  private static Throwable root(Throwable thrown) {
    return thrown.getCause() == null ? thrown : root(thrown.getCause());
  }

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public String instructionSet() {
    return instructionSet;
  }

  @Override
  public boolean isOnGpu() {
    return instructionSet.startsWith(Backend.CUDA);
  }

  /** The number of the GPU that was asked for. */
  OptionalInt device() {
    return device;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Footprint footprint(Plan plan) {
    return Nd4jWorkspace.footprint(plan);
  }

  @Override
  public Workspace workspace() {
    return new Nd4jWorkspace(target, device);
  }
}
