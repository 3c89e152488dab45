package dev.kindling.check;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Convolution;
import dev.kindling.program.Lookup;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Random;
import dev.kindling.program.RandomKind;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.Solve;
import dev.kindling.program.UnaryKind;
import dev.kindling.program.Window;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every operation on operands of odd, prime, boundary and degenerate sizes. */
public final class OperationCases {
  private static final Set<UnaryKind> WANT_POSITIVE =
      Set.of(UnaryKind.LOG, UnaryKind.SQRT, UnaryKind.RECIPROCAL);

  /** More elements than engines treat as few. */
  private static final Shape MANY = Shape.of(3, 9, 103);

  private final List<OperationCase> cases = new ArrayList<>();

  private OperationCases() {
    for (Shape shape : List.of(Shape.of(), Shape.of(1), Shape.of(17), MANY)) {
      elementwise(shape);
    }
    for (List<Integer> axes :
        List.of(List.of(0), List.of(1), List.of(2), List.of(0, 2), List.of(0, 1, 2))) {
      reductions(Shape.of(3, 7, 19), axes);
    }
    reductions(MANY, List.of(1));
    reductions(MANY, List.of(0, 1));
    reductions(Shape.of(31), List.of(0));
    reductions(Shape.of(20, 3), List.of(1));
    reductions(Shape.of(3, 2, 5, 2, 33), List.of(1, 3));
    reductions(Shape.of(1, 5, 1), List.of(0));
    reductions(Shape.of(1, 5, 1), List.of(0, 2));
    reductions(Shape.of(2, 3, 2, 3, 33), List.of(1, 3));
    movements();
    add(new Op.Range(Shape.of(2, 5, 3), 1));
    parts(Shape.of(3, 29, 40), List.of(1, 0, 2), Shape.of(2, 29, 37));
    parts(Shape.of(4, 2, 33), List.of(0, 1, 0), Shape.of(4, 1, 33));
    parts(Shape.of(31), List.of(30), Shape.of(1));
    parts(Shape.of(19, 7), List.of(1, 3), Shape.of(17, 1));
    convolutions(new Window(3, 3, 1, 1), Shape.of(2, 2, 5, 7, 3), 4);
    convolutions(new Window(3, 3, 2, 1), Shape.of(3, 2, 7, 6, 16), 17);
    convolutions(new Window(3, 3, 2, 1), Shape.of(2, 1, 5, 5, 1), 16);
    convolutions(new Window(1, 1, 1, 0), Shape.of(1, 2, 3, 3, 5), 2);
    convolutions(new Window(2, 3, 2, 0), Shape.of(2, 1, 6, 5, 2), 3);
    for (List<Integer> sizes :
        List.of(
            List.of(1, 1, 1, 1),
            List.of(3, 5, 7, 2),
            List.of(2, 10, 1, 40),
            List.of(4, 10, 40, 1),
            List.of(1, 33, 17, 31))) {
      products(sizes.get(0), sizes.get(1), sizes.get(2), sizes.get(3));
    }
    rows();
  }

  /** The cases that every engine is held to, in their order. */
  public static List<OperationCase> all() {
    return List.copyOf(new OperationCases().cases);
  }

  private void add(Op op, Shape... operands) {
    add(op, Domain.ANY, operands);
  }

  private void addPositive(Op op, Shape... operands) {
    add(op, Domain.POSITIVE, operands);
  }

  private void add(Op op, Domain domain, Shape... operands) {
    cases.add(new OperationCase(op, List.of(operands), domain));
  }

  private void elementwise(Shape shape) {
    for (UnaryKind kind : UnaryKind.values()) {
      if (WANT_POSITIVE.contains(kind)) {
        addPositive(new Op.Unary(kind), shape);
      } else {
        add(new Op.Unary(kind), shape);
      }
    }
    for (BinaryKind kind : BinaryKind.values()) {
      addPositive(new Op.Binary(kind), shape, shape);
      if (kind != BinaryKind.DIVIDE) {
        add(new Op.Binary(kind), shape, shape);
      }
    }
    for (CompareKind kind : CompareKind.values()) {
      add(new Op.Compare(kind), shape, shape);
    }
    add(new Op.Select(), shape, shape, shape);
    add(new Op.StopGradient(), shape);
    add(new Op.Keep(0), shape);
  }

  private void reductions(Shape shape, List<Integer> axes) {
    for (ReduceKind kind : ReduceKind.values()) {
      add(new Op.Reduce(kind, axes), shape);
    }
    add(new Op.Broadcast(shape, axes), shape.without(axes));
  }

  private void movements() {
    Shape shape = Shape.of(2, 3, 35);
    for (List<Integer> order : List.of(List.of(0, 2, 1), List.of(2, 1, 0), List.of(1, 2, 0))) {
      add(new Op.Transpose(order), shape);
    }
    add(new Op.Transpose(List.of(1, 0)), Shape.of(1, 5));
    add(new Op.Transpose(List.of(0, 1)), Shape.of(3, 5));
    add(new Op.Transpose(List.of()), Shape.of());
    add(new Op.Reshape(Shape.of(6, 35)), shape);
    add(new Op.Reshape(Shape.of()), Shape.of(1, 1));
  }

  private void parts(Shape whole, List<Integer> starts, Shape part) {
    add(new Movement.Slice(starts, part), whole);
    add(new Movement.Pad(starts, whole), part);
  }

  private void convolutions(Window window, Shape images, int filters) {
    Shape kernels =
        Shape.of(
            images.dimension(0), window.height(), window.width(), images.dimension(4), filters);
    var forward = new Convolution.Forward(window);
    Shape responses = forward.infer(List.of(images, kernels));
    add(forward, images, kernels);
    add(
        new Convolution.ToImages(window, images.dimension(2), images.dimension(3)),
        responses,
        kernels);
    add(new Convolution.ToKernels(window), images, responses);
  }

  private void rows() {
    lookups(Shape.of(3, 5, 7), 4);
    lookups(Shape.of(1, 17, 1), 31);
    lookups(Shape.of(2, 5, 33), 1);
    for (Shape right : List.of(Shape.of(1, 1, 1), Shape.of(3, 5, 2), Shape.of(2, 17, 7))) {
      int n = right.dimension(1);
      add(new Solve(), Domain.DEFINITE, Shape.of(right.dimension(0), n, n), right);
    }
    for (Shape shape : List.of(Shape.of(3), Shape.of(2, 5, 7), Shape.of(1, 33))) {
      for (RandomKind kind : RandomKind.values()) {
        Shape keys = Shape.of(shape.dimension(0), Key.FLOATS);
        add(new Random(kind, "dropout", shape), Domain.KEYS, keys);
      }
    }
  }

  private void lookups(Shape table, int places) {
    Shape looked = Shape.of(table.dimension(0), places);
    Shape rows = Shape.of(table.dimension(0), places, table.dimension(2));
    add(new Lookup.Gather(), Domain.PLACES, table, looked);
    add(new Lookup.ScatterAdd(table.dimension(1)), Domain.PLACES, rows, looked);
  }

  private void products(int batch, int rows, int inner, int columns) {
    Shape left = Shape.of(batch, rows, inner);
    Shape leftTransposed = Shape.of(batch, inner, rows);
    Shape right = Shape.of(batch, inner, columns);
    Shape rightTransposed = Shape.of(batch, columns, inner);
    add(new Op.MatMul(false, false), left, right);
    add(new Op.MatMul(true, false), leftTransposed, right);
    add(new Op.MatMul(false, true), left, rightTransposed);
    add(new Op.MatMul(true, true), leftTransposed, rightTransposed);
  }

  /**
   * The label of every operation that must have a case. Inputs, constants and sweeps have none:
   * they are part of every case's program.
   */
  public static List<String> required() {
    Set<Class<?>> everywhere =
        Set.of(Op.Input.class, Op.Constant.class, Op.Fused.class, Op.Result.class);
    return operations(Op.class)
        .filter(type -> !everywhere.contains(type))
        .flatMap(type -> labels(type).stream())
        .toList();
  }

  private static Stream<Class<?>> operations(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationCases::operations);
  }

  private static List<String> labels(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> component.getType())
        .filter(Class::isEnum)
        .findFirst()
        .map(kinds -> labelled(type, kinds))
        .orElse(List.of(type.getSimpleName()));
  }

  private static List<String> labelled(Class<?> type, Class<?> kinds) {
    return Arrays.stream(kinds.getEnumConstants())
        .map(kind -> type.getSimpleName() + " " + kind)
        .toList();
  }
}
