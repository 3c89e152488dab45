package dev.kindling.plan;

import dev.kindling.fault.Fault;
import dev.kindling.program.Instruction;
import dev.kindling.program.Program;
import dev.kindling.program.Verifier;
import java.util.List;

/** Turns a program into a plan for a target: the rewrites in their order, then the arena. */
public final class Planner {
  private static final int MOST_ELEMENTS = (Integer.MAX_VALUE - 64) / Float.BYTES;

  private final List<Rewrite> rewrites;
  private final Target target;

  public Planner(Target target) {
    this.target = target;
    this.rewrites =
        List.of(
            new Simplify(),
            new LinearSum(),
            new Simplify(),
            new SummedMatMul(),
            new SharedMatMul(),
            new SummedConvolution(),
            new SharedConvolution(),
            new ShortReduction(),
            new InnerSlice(),
            new ContiguousReduce(),
            new Simplify(),
            new DeadCode(),
            new Fusion(target),
            new DeadCode());
  }

  private static void requireAddressable(Program program) {
    for (Instruction instruction : program.instructions()) {
      if (instruction.shape().size() > MOST_ELEMENTS) {
        throw Fault.resources(
            "a program would hold a tensor of %s, which is more than 2 GB; lower"
                    .formatted(instruction.shape())
                + " training.tasks-per-shard");
      }
    }
  }

  /** The plan; its memory may exceed the target's, which the engine refuses to allocate. */
  public Plan plan(Program program) {
    Program rewritten = Verifier.verify(program);
    for (Rewrite rewrite : rewrites) {
      rewritten = Verifier.verify(rewrite.apply(rewritten));
    }
    requireAddressable(rewritten);
    var arena = new Arena(rewritten, target.alignment());
    return new Plan(rewritten, arena.offsets(), arena.size(), Cost.of(rewritten));
  }
}
