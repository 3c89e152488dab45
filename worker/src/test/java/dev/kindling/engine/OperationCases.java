package dev.kindling.engine;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Every operation on operands of odd, prime, boundary and degenerate sizes. The contract suite runs
 * each case on each engine and checks its gradients; the coverage gate wants a case for every
 * operation and every kind.
 */
public final class OperationCases {
  /** One application of an operation. Positive operands lie away from 0. */
  public record Case(Op op, List<Shape> operands, boolean positive) {
    @Override
    public String toString() {
      return op + " on " + operands;
    }
  }

  private static final Set<UnaryKind> POSITIVE =
      Set.of(UnaryKind.LOG, UnaryKind.SQRT, UnaryKind.RECIPROCAL);

  private OperationCases() {}

  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    elementwise(cases);
    reductions(cases);
    movements(cases);
    products(cases);
    return List.copyOf(cases);
  }

  private static void elementwise(List<Case> cases) {
    for (Shape shape : List.of(Shape.of(), Shape.of(1), Shape.of(17), Shape.of(3, 5, 40))) {
      for (UnaryKind kind : UnaryKind.values()) {
        cases.add(new Case(new Op.Unary(kind), List.of(shape), POSITIVE.contains(kind)));
      }
      for (BinaryKind kind : BinaryKind.values()) {
        boolean positive = kind == BinaryKind.DIVIDE;
        cases.add(new Case(new Op.Binary(kind), List.of(shape, shape), positive));
      }
      for (CompareKind kind : CompareKind.values()) {
        cases.add(new Case(new Op.Compare(kind), List.of(shape, shape), false));
      }
      cases.add(new Case(new Op.Select(), List.of(shape, shape, shape), false));
      cases.add(new Case(new Op.StopGradient(), List.of(shape), false));
    }
  }

  private static void reductions(List<Case> cases) {
    for (List<Integer> axes :
        List.of(List.of(0), List.of(1), List.of(2), List.of(0, 2), List.of(0, 1, 2))) {
      for (ReduceKind kind : ReduceKind.values()) {
        cases.add(new Case(new Op.Reduce(kind, axes), List.of(Shape.of(3, 7, 19)), false));
      }
      Shape target = Shape.of(3, 7, 19);
      cases.add(new Case(new Op.Broadcast(target, axes), List.of(target.without(axes)), false));
    }
    cases.add(new Case(new Op.Reduce(ReduceKind.SUM, List.of(0)), List.of(Shape.of(31)), false));
    cases.add(
        new Case(
            new Op.Broadcast(Shape.of(2, 3, 2, 3, 33), List.of(1, 3)),
            List.of(Shape.of(2, 2, 33)),
            false));
  }

  private static void movements(List<Case> cases) {
    Shape shape = Shape.of(2, 3, 35);
    for (List<Integer> order : List.of(List.of(0, 2, 1), List.of(2, 1, 0), List.of(1, 0, 2))) {
      cases.add(new Case(new Op.Transpose(order), List.of(shape), false));
    }
    cases.add(new Case(new Op.Transpose(List.of(1, 0)), List.of(Shape.of(1, 5)), false));
    cases.add(new Case(new Op.Reshape(Shape.of(6, 35)), List.of(shape), false));
    cases.add(new Case(new Op.Reshape(Shape.of()), List.of(Shape.of(1, 1)), false));
  }

  private static void products(List<Case> cases) {
    int[][] sizes = {{1, 1, 1, 1}, {3, 5, 7, 2}, {2, 10, 1, 40}, {4, 10, 40, 1}, {1, 33, 17, 31}};
    for (int[] s : sizes) {
      for (int flags = 0; flags < 4; flags++) {
        boolean left = (flags & 1) != 0;
        boolean right = (flags & 2) != 0;
        Shape a = left ? Shape.of(s[0], s[2], s[1]) : Shape.of(s[0], s[1], s[2]);
        Shape b = right ? Shape.of(s[0], s[3], s[2]) : Shape.of(s[0], s[2], s[3]);
        cases.add(new Case(new Op.MatMul(left, right), List.of(a, b), false));
      }
    }
  }

  /** Every kind that a case of the given list uses, as text; what the coverage gate compares. */
  static List<String> covered(List<Case> cases) {
    return cases.stream().map(one -> label(one.op())).distinct().toList();
  }

  static String label(Op op) {
    String name = op.getClass().getSimpleName();
    if (op instanceof Op.Unary unary) {
      return name + " " + unary.kind();
    }
    if (op instanceof Op.Binary binary) {
      return name + " " + binary.kind();
    }
    if (op instanceof Op.Compare compare) {
      return name + " " + compare.kind();
    }
    return op instanceof Op.Reduce reduce ? name + " " + reduce.kind() : name;
  }

  /** What must be covered. Inputs, constants and sweeps appear in every case's program. */
  static List<String> required() {
    Set<Class<?>> everywhere = Set.of(Op.Input.class, Op.Constant.class, Op.Fused.class);
    List<String> required = new ArrayList<>();
    for (Class<?> type : Op.class.getPermittedSubclasses()) {
      if (everywhere.contains(type)) {
        continue;
      }
      Class<?> first =
          type.getRecordComponents().length == 0
              ? Void.class
              : type.getRecordComponents()[0].getType();
      if (first.isEnum()) {
        Arrays.stream(first.getEnumConstants())
            .forEach(kind -> required.add(type.getSimpleName() + " " + kind));
      } else {
        required.add(type.getSimpleName());
      }
    }
    return required;
  }
}
