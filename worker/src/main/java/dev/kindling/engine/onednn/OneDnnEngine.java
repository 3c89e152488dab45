package dev.kindling.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_set_max_cpu_isa;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Footprint;
import dev.kindling.engine.OneThread;
import dev.kindling.engine.Workspace;
import dev.kindling.fault.Fault;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Target;

/**
 * Runs plans on one core with oneDNN. A program is one thread's work: parallelism is over shards,
 * and a second thread inside a kernel would change the order of sums and so the bits.
 */
public final class OneDnnEngine implements Engine {
  private static final int CACHE_LINE_FLOATS = 16;

  private final Target target;
  private final SweepCompiler sweeps;
  private final String instructionSet;
  private final PlantedFault fault;

  /**
   * An engine held to an instruction set and a memory limit.
   *
   * @param instructionSet a name of {@link InstructionSet}, in lower case, or "auto"
   * @param memoryBytes the most that a program may take
   */
  public OneDnnEngine(String instructionSet, long memoryBytes) {
    this(instructionSet, memoryBytes, new SweepCompiler(), PlantedFault.NONE);
  }

  private OneDnnEngine(
      String instructionSet, long memoryBytes, SweepCompiler sweeps, PlantedFault fault) {
    this.sweeps = sweeps;
    this.fault = fault;
    OneThread.require(name());
    this.target = new Target(Dialect.SEPARATE, CACHE_LINE_FLOATS, memoryBytes);
    this.instructionSet = pin(InstructionSet.named(instructionSet));
  }

  /**
   * An engine that computes one operation wrongly, to try out checks: the first number of each
   * result is a hundredth off.
   *
   * @param operation a label of {@link dev.kindling.program.Op}, such as "MatMul" or "Unary TANH"
   */
  public static OneDnnEngine faulty(String operation, long memoryBytes) {
    return new OneDnnEngine("auto", memoryBytes, new SweepCompiler(), new PlantedFault(operation));
  }

  /** An engine whose large sweeps are of the given form, whatever this JVM would choose. */
  static OneDnnEngine of(SweepForm form, long memoryBytes) {
    return new OneDnnEngine("auto", memoryBytes, new SweepCompiler(form), PlantedFault.NONE);
  }

  /** oneDNN accepts a choice only before its first use in a process, so the outcome is checked. */
  private static String pin(InstructionSet wanted) {
    if (wanted != InstructionSet.AUTO) {
      dnnl_set_max_cpu_isa(wanted.code());
    }
    InstructionSet effective = InstructionSet.ofCode(dnnl_get_effective_cpu_isa());
    if (wanted != InstructionSet.AUTO && effective != wanted) {
      throw Fault.resources(
          "instruction-set is "
              + wanted.text()
              + " but this process runs "
              + effective.text()
              + "; choose one that the processor has, and one for the whole process");
    }
    return effective.text();
  }

  @Override
  public String name() {
    return "onednn";
  }

  @Override
  public String instructionSet() {
    return instructionSet;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Footprint footprint(Plan plan) {
    return Need.of(plan).footprint();
  }

  @Override
  public Workspace workspace() {
    return new OneDnnWorkspace(target, sweeps, fault);
  }
}
