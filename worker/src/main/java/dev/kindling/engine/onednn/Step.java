package dev.kindling.engine.onednn;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import java.util.List;

/**
 * One step of generated code along a row: a vector or a single element, at the byte that the
 * variable {@code i} with {@code suffix} holds. All its variables end in that suffix, so that
 * several steps can stand side by side.
 */
record Step(Dialect dialect, String suffix) {

  static Step vector(String suffix) {
    return new Step(new Dialect.Lanes(), suffix);
  }

  static Step element() {
    return new Step(new Dialect.Scalar(), "");
  }

  String declaration(int place, String expression) {
    return "final " + dialect.type() + " v" + place + suffix + " = " + expression + ";";
  }

  String value(int place) {
    return "v" + place + suffix;
  }

  String sum(int output) {
    return "s" + output + suffix;
  }

  /** The elements at {@code offset} of an access, or the one that serves a whole row. */
  String read(int access, String offset, boolean advances) {
    String buffer = "b" + access;
    return advances
        ? dialect.load(buffer, offset + " + i" + suffix)
        : dialect.spread(buffer, offset);
  }

  String write(int output, String offset, String value) {
    return dialect.store("b" + output, offset + " + i" + suffix, value) + ";";
  }

  /** Adds {@code value} to what stands at {@code offset}, once for each element. */
  String addTo(int output, String offset, String value) {
    String before = read(output, offset, true);
    String first = dialect.unseen(value, "seen" + suffix);
    return write(output, offset, "(" + dialect.binary(BinaryKind.ADD, before, first) + ")");
  }

  String gather(int output, String value) {
    return sum(output) + " = " + dialect.binary(BinaryKind.ADD, sum(output), value) + ";";
  }

  String computed(Instruction instruction) {
    List<String> x = instruction.operands().stream().map(this::value).toList();
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
}
