package dev.kindling.plan;

import dev.kindling.fault.Fault;
import dev.kindling.program.Instruction;
import dev.kindling.program.Program;
import dev.kindling.program.Verifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a program into a plan for a target: the rewrites in their order, recomputation if memory is
 * short, then the arena.
 */
public final class Planner {
  private static final int MOST_ELEMENTS = (Integer.MAX_VALUE - 64) / Float.BYTES;

  private final List<Rewrite> rewrites;
  private final Target target;

  public Planner(Target target) {
    this.target = target;
    this.rewrites = rewrites(target);
  }

  private static List<Rewrite> rewrites(Target target) {
    boolean fuses = target.elementwise() == Target.Elementwise.FUSED;
    List<Rewrite> rewrites = new ArrayList<>();
    rewrites.add(new Simplify());
    rewrites.add(new LinearSum());
    rewrites.add(new Simplify());
    rewrites.add(new SpreadSum());
    rewrites.add(new SummedMatMul());
    rewrites.add(new SharedMatMul());
    rewrites.add(new SummedConvolution());
    rewrites.add(new SharedConvolution());
    if (fuses) {
      rewrites.add(new ShortReduction());
      rewrites.add(new InnerSlice());
    }
    rewrites.add(new ContiguousReduce());
    rewrites.add(new Simplify());
    rewrites.add(new DeadCode());
    if (fuses) {
      rewrites.add(new Fusion(target));
      rewrites.add(new DeadCode());
    }
    return List.copyOf(rewrites);
  }

  private static void requireAddressable(Program program) {
    for (Instruction instruction : program.instructions()) {
      if (instruction.shape().size() > MOST_ELEMENTS) {
        throw Fault.resources(
            "a program would hold a tensor of %s, which is more than 2 GB; lower"
                    .formatted(instruction.shape())
                + " tasks-per-shard");
      }
    }
  }

  /** The plan that may take all of the target's memory. */
  public Plan plan(Program program) {
    return plan(program, target.memoryBytes());
  }

  /**
   * The plan that fits {@code memoryBytes} with the fewest stretches computed again; if none does,
   * the one with all of them, which the engine refuses to allocate.
   */
  public Plan plan(Program program, long memoryBytes) {
    Program rewritten = Verifier.verify(program);
    for (Rewrite rewrite : rewrites) {
      rewritten = Verifier.verify(rewrite.apply(rewritten));
    }
    requireAddressable(rewritten);
    Plan plan = laidOut(rewritten, 0);
    return plan.arenaBytes() <= memoryBytes ? plan : smaller(rewritten, memoryBytes);
  }

  /** Bisects, since memory falls with each stretch that is computed again. */
  private Plan smaller(Program program, long memoryBytes) {
    int tooFew = 0;
    int enough = Recomputation.stretches(program);
    Plan best = laidOut(program, enough);
    while (best.arenaBytes() <= memoryBytes && enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      Plan plan = laidOut(program, middle);
      if (plan.arenaBytes() <= memoryBytes) {
        best = plan;
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return best;
  }

  private Plan laidOut(Program program, int stretches) {
    Program written = Verifier.verify(Recomputation.of(program, stretches));
    var arena = new Arena(written, target.alignment());
    return new Plan(written, arena.offsets(), arena.size(), Cost.of(written), stretches);
  }
}
