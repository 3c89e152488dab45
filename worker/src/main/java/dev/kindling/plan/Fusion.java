package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Elementwise operations, and sums of their results, run together in sweeps over memory.
 *
 * <pre>
 *   %3 = add %1 %2;  %4 = relu %3              ->   %4 = fused(add relu) %1 %2
 *   %4 = multiply %3 %3;  %5 = reduce_sum %4   ->   %5 = fused(multiply reduce_sum) %3
 *   %3 = multiply %1 %2;  %4 = reduce_sum %1   ->   %3 = fused(multiply reduce_sum) %1 %2
 *                                                   %4 = result 1 of %3
 * </pre>
 *
 * {@link Absorption} says which values are computed where they are used, and {@link Grouping} says
 * which of the others one sweep makes together.
 */
final class Fusion implements Rewrite {
  private final Target target;

  Fusion(Target target) {
    this.target = target;
  }

  @Override
  public Program apply(Program program) {
    var sweepable = new Sweepable(program, target);
    boolean[] absorbed = new Absorption(program, sweepable).absorbed();
    var writer = new Writer(program, absorbed, new Grouping(program, sweepable, absorbed));
    return writer.write();
  }

  /** Writes the program anew, with sweeps. */
  private static final class Writer {
    private final Program program;
    private final boolean[] absorbed;
    private final Grouping groups;
    private final ProgramBuilder out = new ProgramBuilder();
    private final Map<Integer, Integer> places = new HashMap<>();

    Writer(Program program, boolean[] absorbed, Grouping groups) {
      this.program = program;
      this.absorbed = absorbed;
      this.groups = groups;
    }

    Program write() {
      for (int place = 0; place < program.size(); place++) {
        List<Integer> group = groups.ledBy(place);
        if (!group.isEmpty()) {
          sweep(group);
        } else if (!absorbed[place] && !groups.hold(place)) {
          Instruction instruction = program.at(place);
          places.put(place, out.add(instruction.op(), written(instruction.operands())));
        }
      }
      program.outputs().forEach((name, place) -> out.output(name, places.get(place)));
      return out.build();
    }

    private void sweep(List<Integer> group) {
      var sweep = new Sweep(program, absorbed, group);
      List<Integer> results = groups.read(group);
      results.forEach(sweep::output);
      int fused = out.add(new Op.Fused(sweep.body()), written(sweep.operands()));
      places.put(results.get(0), fused);
      for (int index = 1; index < results.size(); index++) {
        var result = new Op.Result(index, program.shape(results.get(index)));
        places.put(results.get(index), out.add(result, List.of(fused)));
      }
    }

    private List<Integer> written(List<Integer> operands) {
      return operands.stream().map(places::get).toList();
    }
  }
}
