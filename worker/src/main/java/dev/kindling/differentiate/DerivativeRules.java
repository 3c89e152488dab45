package dev.kindling.differentiate;

import dev.kindling.program.CompareKind;
import dev.kindling.program.Convolution;
import dev.kindling.program.Lookup;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.OpVisitor;
import dev.kindling.program.Random;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.Solve;
import dev.kindling.trace.Symbol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * The table of derivatives. For {@code y = f(x_0..x_n)} with the adjoint {@code g} of {@code y},
 * each rule gives what operand {@code i} receives, written in operations that have rules
 * themselves.
 */
final class DerivativeRules implements OpVisitor<IntFunction<Optional<Symbol>>> {
  private final List<Symbol> x;
  private final Symbol y;
  private final Symbol g;

  DerivativeRules(List<Symbol> operands, Symbol result, Symbol adjoint) {
    this.x = operands;
    this.y = result;
    this.g = adjoint;
  }

  /** What operand {@code i} of {@code op} receives; empty if the derivative is zero everywhere. */
  Optional<Symbol> contribution(Op op, int i) {
    return op.accept(this).apply(i);
  }

  private static Optional<Symbol> nothing(int operand) {
    return Optional.empty();
  }

  private static IntFunction<Optional<Symbol>> each(IntFunction<Symbol> rule) {
    return i -> Optional.of(rule.apply(i));
  }

  @Override
  public IntFunction<Optional<Symbol>> input(Op.Input op) {
    return DerivativeRules::nothing;
  }

  @Override
  public IntFunction<Optional<Symbol>> constant(Op.Constant op) {
    return DerivativeRules::nothing;
  }

  @Override
  public IntFunction<Optional<Symbol>> unary(Op.Unary op) {
    return each(
        i ->
            switch (op.kind()) {
              case NEGATE -> g.negate();
              case EXP -> g.times(y);
              case LOG -> g.divide(x.get(0));
              case SQRT -> g.times(0.5).divide(y);
              case RECIPROCAL -> g.times(y.square()).negate();
              case TANH -> g.times(y.alike(1).minus(y.square()));
              case SIGMOID -> g.times(y.minus(y.square()));
              case RELU -> y.greaterThan(0).select(g, g.alike(0));
            });
  }

  @Override
  public IntFunction<Optional<Symbol>> binary(Op.Binary op) {
    return each(
        i ->
            switch (op.kind()) {
              case ADD -> g;
              case SUBTRACT -> i == 0 ? g : g.negate();
              case MULTIPLY -> g.times(x.get(1 - i));
              case DIVIDE -> i == 0 ? g.divide(x.get(1)) : g.times(y).divide(x.get(1)).negate();
              case MAXIMUM -> chosen(i, x.get(0).compare(CompareKind.GREATER_OR_EQUAL, x.get(1)));
              case MINIMUM -> chosen(i, x.get(1).compare(CompareKind.GREATER_OR_EQUAL, x.get(0)));
            });
  }

  /** The adjoint goes to operand 0 where it was chosen and to operand 1 elsewhere. */
  private Symbol chosen(int i, Symbol first) {
    return i == 0 ? first.select(g, g.alike(0)) : first.select(g.alike(0), g);
  }

  @Override
  public IntFunction<Optional<Symbol>> compare(Op.Compare op) {
    return DerivativeRules::nothing;
  }

  @Override
  public IntFunction<Optional<Symbol>> select(Op.Select op) {
    return i -> i == 0 ? Optional.empty() : Optional.of(chosen(i - 1, x.get(0)));
  }

  @Override
  public IntFunction<Optional<Symbol>> reduce(Op.Reduce op) {
    return each(i -> op.kind() == ReduceKind.SUM ? again(g, op.axes()) : ofMaximum(op.axes()));
  }

  /** Elements that share the maximum share its adjoint in equal parts. */
  private Symbol ofMaximum(List<Integer> axes) {
    Symbol mask = x.get(0).compare(CompareKind.EQUAL, again(y, axes));
    Symbol share = g.divide(mask.reduce(ReduceKind.SUM, axes));
    return mask.times(again(share, axes));
  }

  private Symbol again(Symbol reduced, List<Integer> axes) {
    return reduced.broadcast(x.get(0).shape(), axes.toArray(Integer[]::new));
  }

  @Override
  public IntFunction<Optional<Symbol>> broadcast(Op.Broadcast op) {
    return each(i -> g.reduce(ReduceKind.SUM, op.axes()));
  }

  @Override
  public IntFunction<Optional<Symbol>> reshape(Op.Reshape op) {
    return each(i -> g.reshape(x.get(0).shape()));
  }

  @Override
  public IntFunction<Optional<Symbol>> transpose(Op.Transpose op) {
    Integer[] inverse = new Integer[op.permutation().size()];
    Arrays.setAll(inverse, axis -> op.permutation().indexOf(axis));
    return each(i -> g.transpose(inverse));
  }

  /** Y = A B: A receives G B^T, B receives A^T G; a flag transposes what its operand receives. */
  @Override
  public IntFunction<Optional<Symbol>> matMul(Op.MatMul op) {
    return each(i -> i == 0 ? ofLeft(op) : ofRight(op));
  }

  private Symbol ofLeft(Op.MatMul op) {
    return op.transposeLeft()
        ? form(new Op.MatMul(op.transposeRight(), true), x.get(1), g)
        : form(new Op.MatMul(false, !op.transposeRight()), g, x.get(1));
  }

  private Symbol ofRight(Op.MatMul op) {
    return op.transposeRight()
        ? form(new Op.MatMul(true, op.transposeLeft()), g, x.get(0))
        : form(new Op.MatMul(!op.transposeLeft(), false), x.get(0), g);
  }

  @Override
  public IntFunction<Optional<Symbol>> range(Op.Range op) {
    return DerivativeRules::nothing;
  }

  @Override
  public IntFunction<Optional<Symbol>> convolution(Convolution.Forward op) {
    int height = x.get(0).shape().dimension(2);
    int width = x.get(0).shape().dimension(3);
    return each(
        i ->
            i == 0
                ? form(new Convolution.ToImages(op.window(), height, width), g, x.get(1))
                : form(new Convolution.ToKernels(op.window()), x.get(0), g));
  }

  @Override
  public IntFunction<Optional<Symbol>> convolutionToImages(Convolution.ToImages op) {
    return each(
        i ->
            i == 0
                ? form(new Convolution.Forward(op.window()), g, x.get(1))
                : form(new Convolution.ToKernels(op.window()), g, x.get(0)));
  }

  @Override
  public IntFunction<Optional<Symbol>> convolutionToKernels(Convolution.ToKernels op) {
    int height = x.get(0).shape().dimension(2);
    int width = x.get(0).shape().dimension(3);
    return each(
        i ->
            i == 0
                ? form(new Convolution.ToImages(op.window(), height, width), x.get(1), g)
                : form(new Convolution.Forward(op.window()), x.get(0), g));
  }

  private static Symbol form(Op op, Symbol... operands) {
    return operands[0].trace().apply(op, operands);
  }

  @Override
  public IntFunction<Optional<Symbol>> slice(Movement.Slice op) {
    return each(i -> form(new Movement.Pad(op.starts(), x.get(0).shape()), g));
  }

  @Override
  public IntFunction<Optional<Symbol>> pad(Movement.Pad op) {
    return each(i -> form(new Movement.Slice(op.starts(), x.get(0).shape()), g));
  }

  @Override
  public IntFunction<Optional<Symbol>> gather(Lookup.Gather op) {
    return ofRows(
        rows -> form(new Lookup.ScatterAdd(x.get(0).shape().dimension(1)), rows, x.get(1)));
  }

  @Override
  public IntFunction<Optional<Symbol>> scatterAdd(Lookup.ScatterAdd op) {
    return ofRows(table -> form(new Lookup.Gather(), table, x.get(1)));
  }

  private IntFunction<Optional<Symbol>> ofRows(UnaryOperator<Symbol> adjoint) {
    return i -> i == 0 ? Optional.of(adjoint.apply(g)) : Optional.empty();
  }

  /** {@code S X = B}: B receives {@code R = S^-1 G}, A the symmetric part of {@code -R X^T}. */
  @Override
  public IntFunction<Optional<Symbol>> solve(Solve op) {
    return each(
        i -> {
          Symbol ofRight = form(op, x.get(0), g);
          if (i == 1) {
            return ofRight;
          }
          Symbol product = form(new Op.MatMul(false, true), ofRight, y);
          return product.plus(product.transpose(0, 2, 1)).times(-0.5);
        });
  }

  @Override
  public IntFunction<Optional<Symbol>> random(Random op) {
    return DerivativeRules::nothing;
  }

  @Override
  public IntFunction<Optional<Symbol>> stopGradient(Op.StopGradient op) {
    return DerivativeRules::nothing;
  }

  @Override
  public IntFunction<Optional<Symbol>> keep(Op.Keep op) {
    return each(i -> g);
  }

  @Override
  public IntFunction<Optional<Symbol>> fused(Op.Fused op) {
    throw new IllegalStateException("a planned program is not differentiated again: " + op);
  }

  @Override
  public IntFunction<Optional<Symbol>> result(Op.Result op) {
    throw new IllegalStateException("a planned program is not differentiated again: " + op);
  }
}
