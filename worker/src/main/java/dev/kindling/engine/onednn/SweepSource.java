package dev.kindling.engine.onednn;

import dev.kindling.program.Instruction;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java source of one sweep. Extents and strides are parameters, so programs that differ in
 * sizes only share the code. With vectors, the innermost loop's last step is moved back to end at
 * the end: it computes some elements twice, which is harmless since a sweep never writes over its
 * operands.
 */
final class SweepSource {
  private final Program body;
  private final List<Access> accesses = new ArrayList<>();
  private final Map<Integer, Integer> accessOf = new LinkedHashMap<>();
  private final LoopNest nest;
  private final StringBuilder source = new StringBuilder();

  SweepSource(Program body) {
    this.body = body;
    accesses.add(Access.direct(-1, body.outputShape("result")));
    for (int place = 0; place < body.size(); place++) {
      access(place);
    }
    this.nest = new LoopNest(body.outputShape("result"), accesses);
  }

  private void access(int place) {
    Instruction instruction = body.at(place);
    if (instruction.op() instanceof Movement.Slice slice) {
      int input = instruction.operand(0);
      accessOf.put(place, accesses.size());
      accesses.add(Access.part(operand(input), body.shape(input), slice.starts()));
    } else if (instruction.op() instanceof Op.Broadcast broadcast) {
      int input = instruction.operand(0);
      accessOf.put(place, accesses.size());
      accesses.add(
          Access.repeated(
              operand(input), body.shape(input), instruction.shape().rank(), broadcast.axes()));
    } else if (instruction.op() instanceof Op.Input && readDirectly(place)) {
      accessOf.put(place, accesses.size());
      accesses.add(Access.direct(operand(place), instruction.shape()));
    }
  }

  private boolean readDirectly(int place) {
    return body.instructions().stream()
        .anyMatch(user -> user.operands().contains(place) && user.op().elementwise());
  }

  private int operand(int place) {
    return Integer.parseInt(((Op.Input) body.at(place).op()).name());
  }

  /** How each of the code's buffers after the result is read, in their order. */
  List<Access> accesses() {
    return accesses.subList(1, accesses.size());
  }

  int[] parameters() {
    return nest.parameters();
  }

  /** The code of a class named Sweep; with {@code lanes}, in vectors where a row is long enough. */
  String text(boolean lanes) {
    source.setLength(0);
    header(lanes);
    line("public void run(ByteBuffer[] t, int[] p) {");
    for (int i = 0; i < accesses.size(); i++) {
      line("final ByteBuffer b" + i + " = t[" + i + "];");
    }
    outerLoops(lanes);
    line("}");
    line("}");
    return source.toString();
  }

  private void header(boolean lanes) {
    line("import java.nio.ByteBuffer;");
    line("import java.nio.ByteOrder;");
    if (lanes) {
      line("import jdk.incubator.vector.FloatVector;");
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
    }
  }

  private void outerLoops(boolean lanes) {
    int depth = nest.depth();
    String level = "";
    for (int i = 0; i < accesses.size(); i++) {
      line("final int o" + i + " = 0;");
    }
    for (int loop = 0; loop < depth - 1; loop++) {
      String inner = level + "_" + loop;
      String i = "i" + loop;
      line("for (int " + i + " = 0; " + i + " < p[" + loop + "]; " + i + "++) {");
      for (int access = 0; access < accesses.size(); access++) {
        int step = depth + loop * accesses.size() + access;
        String outer = "o" + access + level;
        line("final int o" + access + inner + " = " + outer + " + " + i + " * p[" + step + "];");
      }
      level = inner;
    }
    line("final int n = p[" + (depth - 1) + "];");
    row(lanes, level);
    source.append("}\n".repeat(depth - 1));
  }

  private void row(boolean lanes, String level) {
    if (lanes) {
      line("if (n >= W) {");
      hoisted(new Dialect.Lanes(), level);
      line("for (int j = 0; j < n; j += W) {");
      line("final int i = Math.min(j, n - W);");
      element(new Dialect.Lanes(), level);
      line("}");
      line("} else {");
    }
    hoisted(new Dialect.Scalar(), level);
    line("for (int i = 0; i < n; i += 4) {");
    element(new Dialect.Scalar(), level);
    line("}");
    if (lanes) {
      line("}");
    }
  }

  /** What stands still in the innermost loop is read before it. */
  private void hoisted(Dialect dialect, String level) {
    for (int place = 0; place < body.size(); place++) {
      Integer access = accessOf.get(place);
      if (access != null && !nest.advances(access)) {
        declare(dialect, place, dialect.spread("b" + access, "o" + access + level));
      } else if (body.at(place).op() instanceof Op.Constant constant) {
        declare(dialect, place, dialect.constant((float) constant.value()));
      }
    }
  }

  private void element(Dialect dialect, String level) {
    for (int place = 0; place < body.size(); place++) {
      Integer access = accessOf.get(place);
      if (access != null && nest.advances(access)) {
        declare(dialect, place, dialect.load("b" + access, "o" + access + level + " + i"));
      } else if (body.at(place).op().elementwise()) {
        declare(dialect, place, expression(dialect, body.at(place)));
      }
    }
    String result = "v" + body.outputs().get("result");
    line(dialect.store("b0", "o0" + level + " + i", result) + ";");
  }

  private static String expression(Dialect dialect, Instruction instruction) {
    List<String> x = instruction.operands().stream().map(place -> "v" + place).toList();
    Op op = instruction.op();
    if (op instanceof Op.Unary unary) {
      return dialect.unary(unary.kind(), x.get(0));
    }
    if (op instanceof Op.Binary binary) {
      return dialect.binary(binary.kind(), x.get(0), x.get(1));
    }
    if (op instanceof Op.Compare compare) {
      return dialect.compare(compare.kind(), x.get(0), x.get(1));
    }
    return dialect.select(x.get(0), x.get(1), x.get(2));
  }

  private void declare(Dialect dialect, int place, String expression) {
    line("final " + dialect.type() + " v" + place + " = " + expression + ";");
  }

  private void line(String text) {
    source.append(text).append('\n');
  }
}
