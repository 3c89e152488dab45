package dev.kindling.trace;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** A tensor yet to be computed: a place in a trace. Each method records one operation or a few. */
public record Symbol(Trace trace, int place, Shape shape) {

  public Symbol plus(Symbol other) {
    return binary(BinaryKind.ADD, other);
  }

  public Symbol minus(Symbol other) {
    return binary(BinaryKind.SUBTRACT, other);
  }

  public Symbol times(Symbol other) {
    return binary(BinaryKind.MULTIPLY, other);
  }

  public Symbol times(double factor) {
    return times(alike(factor));
  }

  public Symbol divide(Symbol other) {
    return binary(BinaryKind.DIVIDE, other);
  }

  public Symbol binary(BinaryKind kind, Symbol other) {
    return trace.apply(new Op.Binary(kind), this, other);
  }

  public Symbol negate() {
    return unary(UnaryKind.NEGATE);
  }

  public Symbol square() {
    return times(this);
  }

  public Symbol unary(UnaryKind kind) {
    return trace.apply(new Op.Unary(kind), this);
  }

  /** 1 where the comparison with {@code other} holds, 0 elsewhere. */
  public Symbol compare(CompareKind kind, Symbol other) {
    return trace.apply(new Op.Compare(kind), this, other);
  }

  public Symbol greaterThan(double bound) {
    return compare(CompareKind.GREATER, alike(bound));
  }

  /** With this as mask: {@code whenSet} where it is not 0, {@code otherwise} elsewhere. */
  public Symbol select(Symbol whenSet, Symbol otherwise) {
    return trace.apply(new Op.Select(), this, whenSet, otherwise);
  }

  public Symbol sum(Integer... axes) {
    return reduce(ReduceKind.SUM, List.of(axes));
  }

  public Symbol reduce(ReduceKind kind, List<Integer> axes) {
    return trace.apply(new Op.Reduce(kind, axes), this);
  }

  /** The sum of all elements, a scalar. */
  public Symbol sumAll() {
    return shape.rank() == 0 ? this : sumFrom(0);
  }

  /** The sum over {@code axis} and all axes inside it. */
  public Symbol sumFrom(int axis) {
    return reduce(ReduceKind.SUM, IntStream.range(axis, shape.rank()).boxed().toList());
  }

  /** This tensor repeated along {@code axes} of {@code target}. */
  public Symbol broadcast(Shape target, Integer... axes) {
    return trace.apply(new Op.Broadcast(target, List.of(axes)), this);
  }

  /** This tensor repeated {@code count} times along a new first axis. */
  public Symbol repeat(int count) {
    return broadcast(shape.prepend(count), 0);
  }

  public Symbol reshape(Shape target) {
    return trace.apply(new Op.Reshape(target), this);
  }

  public Symbol transpose(Integer... permutation) {
    return trace.apply(new Op.Transpose(List.of(permutation)), this);
  }

  /** {@code [b,m,k] x [b,k,n] -> [b,m,n]}. */
  public Symbol matMul(Symbol right) {
    return trace.apply(new Op.MatMul(false, false), this, right);
  }

  /** This tensor, which differentiation takes as a constant. */
  public Symbol stopGradient() {
    return trace.apply(new Op.StopGradient(), this);
  }

  /** This tensor, which ends {@code stretch} of a long computation: see {@link Op.Keep}. */
  public Symbol keep(int stretch) {
    return trace.apply(new Op.Keep(stretch), this);
  }

  /** A tensor of this shape whose elements all are {@code value}. */
  public Symbol alike(double value) {
    return trace.constant(value, shape);
  }

  @Override
  public String toString() {
    return "%" + place + " " + shape;
  }
}
