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

  /** A comparison, as a condition for selects and, if it is read otherwise, as a number too. */
  String compared(int place, Instruction instruction, boolean isRead) {
    Op.Compare compare = (Op.Compare) instruction.op();
    String left = value(instruction.operand(0));
    String right = value(instruction.operand(1));
    String condition = dialect.condition(compare.kind(), left, right);
    String declared =
        "final " + dialect.conditionType() + " " + mask(place) + " = " + condition + ";";
    return isRead ? declared + "\n" + declaration(place, dialect.number(mask(place))) : declared;
  }

  private String mask(int place) {
    return "m" + place + suffix;
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
    Op.Binary binary = (Op.Binary) op;
    return dialect.binary(binary.kind(), x.get(0), x.get(1));
  }

  /** The second operand where the first, which may be a comparison, is not 0, else the third. */
  String selected(Instruction instruction, boolean byComparison) {
    int first = instruction.operand(0);
    String condition = byComparison ? mask(first) : dialect.isSet(value(first));
    return dialect.select(condition, value(instruction.operand(1)), value(instruction.operand(2)));
  }
}
