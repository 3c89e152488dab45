package dev.kindling.engine.onednn;

import dev.kindling.plan.Target;
import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The Java source of one sweep. Extents and strides are parameters, so programs that differ only in
 * sizes share the code. With vectors, the innermost loop's last step is moved back to end with the
 * row, and computes some elements twice. Sums leave these out, and a sweep writes over an operand
 * only where no element comes twice.
 *
 * <p>Several short rows are visited together, column after column: what stands still from row to
 * row is read once, and the sum of these rows is added to the result once. The number of rows
 * depends on their length only, and so does the order of additions.
 */
final class SweepSource {
  /** The elements of the longest vector; a step takes two of these side by side. */
  private static final int WHOLE = Target.LONGEST_STEP / 2;

  /** Rows of this many elements or more are visited one by one. */
  private static final int LONG = 1024;

  /** How many bytes of a long row are visited in one go. */
  private static final int PART = 1 << 14;

  /**
   * How many rows of n bytes are visited column after column: so few that what the caches hold of
   * them is still there when the next columns are read.
   */
  private static final String SOME_ROWS = "Math.max(4, Math.min(64, 1024 / n))";

  private final SweepBody body;
  private final LoopNest nest;
  private final StringBuilder source = new StringBuilder();

  SweepSource(Program program) {
    this.body = new SweepBody(program);
    this.nest = body.nest();
  }

  /** How each of the code's buffers after the results is read, in their order. */
  List<Access> accesses() {
    return body.accesses().subList(body.outputs().size(), body.accesses().size());
  }

  int[] parameters() {
    return nest.parameters();
  }

  /** How many elements the code visits. */
  long elements() {
    return nest.elements();
  }

  /** How many bytes of buffer {@code access} the code may touch. */
  long reach(int access) {
    return nest.reach(access) * Float.BYTES;
  }

  /** The code of a class named Sweep, with vectors, if asked for, where a row is long enough. */
  String text(SweepForm form) {
    boolean lanes = form == SweepForm.VECTORS;
    source.setLength(0);
    header(lanes);
    line("public void run(ByteBuffer[] t, int[] p) {");
    zeroSums();
    run();
    line("}");
    line("private static void part(ByteBuffer[] t, int[] p, int n, int from, int to");
    offsets(access -> ", int o" + access);
    line(") {");
    for (int i = 0; i < body.accesses().size(); i++) {
      line("final ByteBuffer b" + i + " = t[" + i + "];");
    }
    if (isTiled()) {
      steps();
      tile(lanes);
    } else {
      row(lanes);
    }
    line("}");
    line("}");
    return source.toString();
  }

  private void offsets(IntFunction<String> text) {
    IntStream.range(0, body.accesses().size()).forEach(access -> line(text.apply(access)));
  }

  private boolean isTiled() {
    return nest.depth() > 1 && (body.sums() || nest.rowLength() < LONG);
  }

  private void header(boolean lanes) {
    line("import java.nio.ByteBuffer;");
    line("import java.nio.ByteOrder;");
    if (lanes) {
      line("import jdk.incubator.vector.FloatVector;");
      line("import jdk.incubator.vector.VectorMask;");
      line("import jdk.incubator.vector.VectorOperators;");
      line("import jdk.incubator.vector.VectorSpecies;");
    }
    line("public final class Sweep implements dev.kindling.engine.onednn.SweepCode {");
    if (lanes) {
      line("private static final VectorSpecies S = FloatVector.SPECIES_PREFERRED;");
      line("private static final int W = S.length() * 4;");
      line("private static final ByteOrder O = ByteOrder.nativeOrder();");
      line("private static final FloatVector ZERO = (FloatVector) FloatVector.zero(S);");
      line("private static final FloatVector ONE = (FloatVector) FloatVector.broadcast(S, 1f);");
      line(
          "private static final FloatVector LANE = (FloatVector) FloatVector.zero(S).addIndex(4);");
    }
  }

  private void zeroSums() {
    for (int output = 0; output < body.outputs().size(); output++) {
      if (isSum(output)) {
        line("for (int i = 0; i < t[" + output + "].capacity(); i += 4) {");
        line("t[" + output + "].putFloat(i, 0f);");
        line("}");
      }
    }
  }

  /** The outer loops; the inner ones are a method of their own, which the JVM compiles once. */
  private void run() {
    int outer = nest.depth() - (isTiled() ? 2 : 1);
    String level = "";
    offsets(access -> "final int o" + access + " = 0;");
    for (int loop = 0; loop < outer; loop++) {
      String i = "i" + loop;
      line("for (int " + i + " = 0; " + i + " < p[" + loop + "]; " + i + "++) {");
      offsets(loop, i, level, level + "_" + loop);
      level += "_" + loop;
    }
    line("final int n = p[" + (nest.depth() - 1) + "];");
    line("final int m = p[" + outer + "];");
    line("final int some = " + (isTiled() ? SOME_ROWS : PART) + ";");
    line("for (int from = 0; from < m; from += some) {");
    line("part(t, p, n, from, Math.min(m, from + some)");
    String at = level;
    offsets(access -> ", o" + access + at);
    line(");");
    source.append("}\n".repeat(outer + 1));
  }

  private void offsets(int loop, String i, String outer, String inner) {
    for (int access = 0; access < body.accesses().size(); access++) {
      String step = i + " * p[" + nest.step(loop, access) + "]";
      line("final int o" + access + inner + " = o" + access + outer + " + " + step + ";");
    }
  }

  private void row(boolean lanes) {
    if (lanes) {
      line("if (n >= W) {");
      still(Step.vector(""), access -> !nest.advances(access));
      line("for (int j = from; j < to; j += W) {");
      line("final int i = Math.min(j, n - W);");
      element(Step.vector(""), "", nest::advances);
      line("}");
      line("}");
    }
    if (!lanes || nest.rowLength() < WHOLE) {
      line(lanes ? "else {" : "{");
      still(Step.element(), access -> !nest.advances(access));
      line("for (int i = from; i < to; i += 4) {");
      element(Step.element(), "", nest::advances);
      line("}");
      line("}");
    }
  }

  /** The steps from row to row, read once: the JVM would read them again after each write. */
  private void steps() {
    for (int access = 0; access < body.accesses().size(); access++) {
      String step = "p[" + nest.step(nest.depth() - 2, access) + "]";
      line("final int step" + access + " = " + step + ";");
    }
  }

  /** Some rows, column after column. */
  private void tile(boolean lanes) {
    if (lanes && nest.rowLength() >= Target.LONGEST_STEP) {
      line("for (int j = 0; j < n; j += 2 * W) {");
      line("final int i = Math.min(j, n - 2 * W);");
      line("final int ix = i + W;");
      columns(List.of(Step.vector(""), Step.vector("x")));
      line("}");
    } else {
      narrowTile(lanes);
    }
  }

  private void narrowTile(boolean lanes) {
    if (lanes) {
      line("if (n >= W) {");
      line("for (int j = 0; j < n; j += W) {");
      line("final int i = Math.min(j, n - W);");
      columns(List.of(Step.vector("")));
      line("}");
      line("}");
    }
    if (!lanes || nest.rowLength() < WHOLE) {
      line(lanes ? "else {" : "{");
      line("for (int i = 0; i < n; i += 4) {");
      columns(List.of(Step.element()));
      line("}");
      line("}");
    }
  }

  /** Some columns through the rows at hand. */
  private void columns(List<Step> steps) {
    int rows = nest.depth() - 2;
    for (Step step : steps) {
      line(body.sums() ? step.dialect().seen(step.suffix()) : "");
      still(step, access -> !nest.advances(rows, access));
      gathered(output -> line(step.dialect().type() + " " + step.sum(output) + " = " + zero(step)));
    }
    line("for (int k = from; k < to; k++) {");
    offsets(access -> "final int o" + access + "_k = o" + access + " + k * step" + access + ";");
    steps.forEach(step -> element(step, "_k", access -> nest.advances(rows, access)));
    line("}");
    for (Step step : steps) {
      gathered(output -> line(step.addTo(output, "o" + output, step.sum(output))));
    }
  }

  private static String zero(Step step) {
    return step.dialect().constant(0) + ";";
  }

  /** The sums whose place stands still from row to row, so that a variable can gather them. */
  private void gathered(IntConsumer action) {
    IntStream.range(0, body.outputs().size()).filter(this::gathers).forEach(action);
  }

  private boolean gathers(int output) {
    return isSum(output) && !nest.advances(nest.depth() - 2, output);
  }

  private boolean isSum(int output) {
    return body.isSum(body.outputs().get(output));
  }

  /** Reads before a loop what stands still in it. */
  private void still(Step step, IntPredicate stands) {
    for (int place = 0; place < body.size(); place++) {
      Integer access = body.accessOf(place);
      if (access != null && stands.test(access)) {
        read(step, place, access, "");
      } else if (body.at(place).op() instanceof Op.Constant constant) {
        line(step.declaration(place, step.dialect().constant((float) constant.value())));
      }
    }
  }

  private void read(Step step, int place, int access, String level) {
    String read = step.read(access, "o" + access + level, nest.advances(access));
    line(step.declaration(place, read));
  }

  private void element(Step step, String level, IntPredicate advances) {
    for (int place = 0; place < body.size(); place++) {
      Integer access = body.accessOf(place);
      if (access != null && advances.test(access)) {
        read(step, place, access, level);
      } else if (body.at(place).op().elementwise()) {
        compute(step, place);
      }
    }
    for (int output = 0; output < body.outputs().size(); output++) {
      line(written(step, output, "o" + output + level));
    }
  }

  private void compute(Step step, int place) {
    Instruction instruction = body.at(place);
    if (instruction.op() instanceof Op.Compare) {
      line(step.compared(place, instruction, body.isNumber(place)));
    } else if (instruction.op() instanceof Op.Select) {
      boolean byComparison = body.at(instruction.operand(0)).op() instanceof Op.Compare;
      line(step.declaration(place, step.selected(instruction, byComparison)));
    } else {
      line(step.declaration(place, step.computed(instruction)));
    }
  }

  private String written(Step step, int output, String offset) {
    int place = body.outputs().get(output);
    if (!isSum(output)) {
      return step.write(output, offset, step.value(place));
    }
    String value = step.value(body.at(place).operand(0));
    return gathers(output) ? step.gather(output, value) : step.addTo(output, offset, value);
  }

  private void line(String text) {
    source.append(text).append('\n');
  }
}
