package dev.kindling.engine.onednn;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.UnaryKind;
import java.util.Set;

/**
 * How the elementwise functions are written in generated code. Both dialects compute the same bits:
 * every function they share is exact to the last place by IEEE 754.
 */
interface Dialect {
  /** The functions that have kernels of their own and are never in a sweep. */
  Set<UnaryKind> SEPARATE = Set.of(UnaryKind.EXP, UnaryKind.LOG, UnaryKind.TANH, UnaryKind.SIGMOID);

  /** The type of a value. */
  String type();

  String load(String buffer, String offset);

  /** The number at {@code offset}, in every lane. */
  String spread(String buffer, String offset);

  String store(String buffer, String offset, String value);

  String constant(float value);

  String unary(UnaryKind kind, String x);

  String binary(BinaryKind kind, String x, String y);

  /** The type of a condition. */
  String conditionType();

  String condition(CompareKind kind, String x, String y);

  /** The condition that a number is not 0. */
  String isSet(String x);

  /** 1 where the condition holds, 0 elsewhere. */
  String number(String condition);

  String select(String condition, String x, String y);

  /** Notes which lanes of a step that is moved back from {@code j} were visited before. */
  String seen(String suffix);

  /** {@code x} where this step is the first to visit, 0 in the lanes {@code seen} before. */
  String unseen(String x, String seen);

  /** One element at a time. */
  final class Scalar implements Dialect {
    @Override
    public String type() {
      return "float";
    }

    @Override
    public String load(String buffer, String offset) {
      return buffer + ".getFloat(" + offset + ")";
    }

    @Override
    public String spread(String buffer, String offset) {
      return load(buffer, offset);
    }

    @Override
    public String store(String buffer, String offset, String value) {
      return buffer + ".putFloat(" + offset + ", " + value + ")";
    }

    @Override
    public String constant(float value) {
      return "Float.intBitsToFloat(" + Float.floatToRawIntBits(value) + ")";
    }

    @Override
    public String unary(UnaryKind kind, String x) {
      return switch (kind) {
        case NEGATE -> "-" + x;
        case SQRT -> "(float) Math.sqrt((double) " + x + ")";
        case RECIPROCAL -> "1f / " + x;
        case RELU -> "(" + x + " <= 0f ? 0f : " + x + ")";
        case EXP, LOG, TANH, SIGMOID -> throw alone(kind);
      };
    }

    @Override
    public String binary(BinaryKind kind, String x, String y) {
      return switch (kind) {
        case ADD -> x + " + " + y;
        case SUBTRACT -> x + " - " + y;
        case MULTIPLY -> x + " * " + y;
        case DIVIDE -> x + " / " + y;
        case MAXIMUM -> "Math.max(" + x + ", " + y + ")";
        case MINIMUM -> "Math.min(" + x + ", " + y + ")";
      };
    }

    @Override
    public String conditionType() {
      return "boolean";
    }

    @Override
    public String condition(CompareKind kind, String x, String y) {
      return switch (kind) {
        case GREATER -> x + " > " + y;
        case GREATER_OR_EQUAL -> x + " >= " + y;
        case EQUAL -> x + " == " + y;
      };
    }

    @Override
    public String isSet(String x) {
      return x + " != 0f";
    }

    @Override
    public String number(String condition) {
      return "(" + condition + " ? 1f : 0f)";
    }

    @Override
    public String select(String condition, String x, String y) {
      return "(" + condition + " ? " + x + " : " + y + ")";
    }

    @Override
    public String seen(String suffix) {
      return "";
    }

    @Override
    public String unseen(String x, String seen) {
      return x;
    }
  }

  /**
   * A whole vector register at a time, through {@code jdk.incubator.vector}. The casts are there
   * because the generator's compiler sees bridge methods that return the supertype.
   */
  final class Lanes implements Dialect {
    @Override
    public String type() {
      return "FloatVector";
    }

    @Override
    public String load(String buffer, String offset) {
      return "FloatVector.fromByteBuffer(S, " + buffer + ", " + offset + ", O)";
    }

    @Override
    public String spread(String buffer, String offset) {
      return "(FloatVector) FloatVector.broadcast(S, " + buffer + ".getFloat(" + offset + "))";
    }

    @Override
    public String store(String buffer, String offset, String value) {
      return value + ".intoByteBuffer(" + buffer + ", " + offset + ", O)";
    }

    @Override
    public String constant(float value) {
      return "(FloatVector) FloatVector.broadcast(S, Float.intBitsToFloat("
          + Float.floatToRawIntBits(value)
          + "))";
    }

    @Override
    public String unary(UnaryKind kind, String x) {
      return switch (kind) {
        case NEGATE -> "(FloatVector) " + x + ".neg()";
        case SQRT -> "(FloatVector) " + x + ".sqrt()";
        case RECIPROCAL -> "(FloatVector) ONE.div(" + x + ")";
        case RELU -> "(FloatVector) " + x + ".blend(ZERO, " + mask("LE", x, "ZERO") + ")";
        case EXP, LOG, TANH, SIGMOID -> throw alone(kind);
      };
    }

    @Override
    public String binary(BinaryKind kind, String x, String y) {
      String method =
          switch (kind) {
            case ADD -> "add";
            case SUBTRACT -> "sub";
            case MULTIPLY -> "mul";
            case DIVIDE -> "div";
            case MAXIMUM -> "max";
            case MINIMUM -> "min";
          };
      return "(FloatVector) " + x + "." + method + "(" + y + ")";
    }

    @Override
    public String conditionType() {
      return "VectorMask";
    }

    @Override
    public String condition(CompareKind kind, String x, String y) {
      return switch (kind) {
        case GREATER -> mask("GT", x, y);
        case GREATER_OR_EQUAL -> mask("GE", x, y);
        case EQUAL -> mask("EQ", x, y);
      };
    }

    @Override
    public String isSet(String x) {
      return mask("NE", x, "ZERO");
    }

    @Override
    public String number(String condition) {
      return "(FloatVector) ZERO.blend(ONE, " + condition + ")";
    }

    @Override
    public String select(String condition, String x, String y) {
      return "(FloatVector) " + y + ".blend(" + x + ", " + condition + ")";
    }

    @Override
    public String seen(String suffix) {
      return "final VectorMask seen" + suffix + " = LANE.lt((float) (j - i" + suffix + "));";
    }

    @Override
    public String unseen(String x, String seen) {
      return x + ".blend(ZERO, " + seen + ")";
    }

    private static String mask(String sign, String x, String y) {
      return x + ".compare(VectorOperators." + sign + ", " + y + ")";
    }
  }

  private static IllegalStateException alone(UnaryKind kind) {
    return new IllegalStateException(kind + " has a kernel of its own and is never in a sweep");
  }
}
