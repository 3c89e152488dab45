package dev.kindling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.Convolution;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.program.Verifier;
import dev.kindling.program.Window;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each rewrite: what it makes of its pattern, and when it must leave things alone. */
class RewriteTest {

  private static String text(Rewrite rewrite, Function<Trace, Symbol> function) {
    var trace = new Trace();
    trace.output("y", function.apply(trace));
    Program rewritten = Verifier.verify(rewrite.apply(trace.program()));
    return new DeadCode().apply(rewritten).text();
  }

  private static void unchanged(Rewrite rewrite, Function<Trace, Symbol> function) {
    assertThat(text(rewrite, function)).isEqualTo(text(program -> program, function));
  }

  private static Symbol x(Trace trace) {
    return trace.input("x", Shape.of(2, 3));
  }

  private static void becomesX(Function<Symbol, Symbol> function) {
    assertThat(text(new Simplify(), trace -> function.apply(x(trace))))
        .isEqualTo("%0 [2,3] = input x\noutput y = %0\n");
  }

  @Test
  void deadCodeGoesAndInputsStay() {
    var trace = new Trace();
    Symbol x = x(trace);
    x.negate();
    trace.input("unused", Shape.of());
    trace.output("y", x.square());
    assertThat(new DeadCode().apply(trace.program()).text())
        .isEqualTo(
            """
            %0 [2,3] = input x
            %1 [] = input unused
            %2 [2,3] = multiply %0 %0
            output y = %2
            """);
  }

  private static Symbol part(Symbol x, int row, int column, Shape shape) {
    return x.trace().apply(new Movement.Slice(List.of(row, column), shape), x);
  }

  @Test
  void neutralElementsVanish() {
    becomesX(x -> x.times(1));
    becomesX(x -> x.alike(1).times(x));
    becomesX(x -> x.plus(x.alike(0)));
    becomesX(x -> x.alike(0).plus(x));
    becomesX(x -> x.minus(x.alike(0)));
    becomesX(x -> x.divide(x.alike(1)));
    becomesX(x -> x.negate().negate());
    becomesX(Symbol::stopGradient);
    becomesX(x -> x.reshape(Shape.of(6)).reshape(Shape.of(2, 3)));
    becomesX(x -> part(x, 0, 0, Shape.of(2, 3)));
  }

  @Test
  void whatOnlyLooksNeutralStays() {
    unchanged(new Simplify(), trace -> x(trace).times(0));
    unchanged(new Simplify(), trace -> x(trace).alike(1).divide(x(trace)));
    unchanged(new Simplify(), trace -> x(trace).alike(1).minus(x(trace)));
    unchanged(new Simplify(), trace -> x(trace).binary(BinaryKind.MAXIMUM, x(trace).alike(0)));
    unchanged(new Simplify(), trace -> x(trace).plus(x(trace).alike(1)));
    unchanged(new Simplify(), trace -> x(trace).reshape(Shape.of(6)));
    unchanged(new Simplify(), trace -> part(x(trace), 1, 0, Shape.of(1, 3)));
  }

  @Test
  void negationsJoinSums() {
    assertThat(text(new Simplify(), trace -> x(trace).plus(x(trace).square().negate())))
        .contains("= subtract %0 %1");
    assertThat(text(new Simplify(), trace -> x(trace).square().negate().plus(x(trace))))
        .contains("= subtract %0 %1");
    assertThat(text(new Simplify(), trace -> x(trace).minus(x(trace).square().negate())))
        .contains("= add %0 %1");
    assertThat(text(new Simplify(), trace -> x(trace).alike(0).minus(x(trace))))
        .contains("= negate %0");
  }

  @Test
  void functionsOfConstantsAreConstants() {
    assertThat(
            text(
                new Simplify(),
                trace -> {
                  Symbol two = trace.constant(2, Shape.of(3));
                  Symbol six = two.plus(two.square()).broadcast(Shape.of(5, 3), 0);
                  return six.sum(0).unary(UnaryKind.NEGATE).reshape(Shape.of(3, 1));
                }))
        .isEqualTo("%0 [3,1] = constant -30.0\noutput y = %0\n");
  }

  @Test
  void theSumOfARepetitionIsAProduct() {
    assertThat(text(new Simplify(), trace -> x(trace).repeat(5).sum(0)))
        .contains("constant 5.0")
        .contains("= multiply %0");
    unchanged(new Simplify(), trace -> x(trace).repeat(5).sum(1));
    unchanged(new Simplify(), trace -> x(trace).broadcast(Shape.of(2, 3, 4), 2).sum(0, 2));
  }

  @Test
  void alongAxesOfLengthOneNothingMoves() {
    Function<Trace, Symbol> flat = trace -> trace.input("x", Shape.of(1, 3));
    assertThat(text(new Simplify(), trace -> flat.apply(trace).sum(0).square()))
        .contains("%1 [3] = reshape %0");
    assertThat(text(new Simplify(), trace -> flat.apply(trace).repeat(1).square()))
        .contains("%1 [1,1,3] = reshape %0");
    unchanged(new Simplify(), trace -> flat.apply(trace).sum(0, 1));
  }

  private static Symbol left(Trace trace) {
    return trace.input("left", Shape.of(5, 2, 3));
  }

  @Test
  void aSharedRightOperandMakesOneTallProduct() {
    assertThat(
            text(
                new SharedMatMul(),
                trace -> left(trace).matMul(trace.input("w", Shape.of(3, 4)).repeat(5))))
        .isEqualTo(
            """
            %0 [5,2,3] = input left
            %1 [3,4] = input w
            %2 [1,10,3] = reshape %0
            %3 [1,3,4] = reshape %1
            %4 [1,10,4] = matmul_nn %2 %3
            %5 [5,2,4] = reshape %4
            output y = %5
            """);
  }

  @Test
  void aSharedOperandThatCannotStackStays() {
    Op.MatMul transposed = new Op.MatMul(true, false);
    unchanged(
        new SharedMatMul(),
        trace -> {
          Symbol shared = trace.input("w", Shape.of(2, 4)).repeat(5);
          return trace.apply(transposed, left(trace), shared);
        });
    unchanged(
        new SharedMatMul(),
        trace -> {
          Symbol columns = trace.input("w", Shape.of(5, 3)).broadcast(Shape.of(5, 3, 4), 2);
          return left(trace).matMul(columns);
        });
    unchanged(new SharedMatMul(), trace -> left(trace).matMul(trace.input("w", Shape.of(5, 3, 4))));
  }

  @Test
  void aSumOfTransposedProductsIsOneProduct() {
    Function<Trace, Symbol> product =
        trace ->
            trace.apply(
                new Op.MatMul(true, false), left(trace), trace.input("right", Shape.of(5, 2, 4)));
    assertThat(text(new SummedMatMul(), trace -> product.apply(trace).sum(0)))
        .isEqualTo(
            """
            %0 [5,2,3] = input left
            %1 [5,2,4] = input right
            %2 [1,10,3] = reshape %0
            %3 [1,10,4] = reshape %1
            %4 [1,3,4] = matmul_tn %2 %3
            %5 [3,4] = reshape %4
            output y = %5
            """);
    unchanged(new SummedMatMul(), trace -> product.apply(trace).sum(1));
    unchanged(new SummedMatMul(), trace -> product.apply(trace).reduce(ReduceKind.MAX, List.of(0)));
    unchanged(
        new SummedMatMul(),
        trace -> left(trace).matMul(trace.input("right", Shape.of(5, 3, 4))).sum(0));
  }

  private static Symbol images(Trace trace) {
    return trace.input("images", Shape.of(5, 2, 4, 4, 3));
  }

  private static Symbol kernels(Trace trace) {
    return trace.input("kernels", Shape.of(3, 3, 3, 6));
  }

  @Test
  void sharedKernelsMakeOneConvolutionOfAllImages() {
    var forward = new Convolution.Forward(new Window(3, 3, 2, 1));
    assertThat(
            text(
                new SharedConvolution(),
                trace -> trace.apply(forward, images(trace), kernels(trace).repeat(5))))
        .contains("%2 [1,10,4,4,3] = reshape %0")
        .contains("[1,10,2,2,6] = convolution 3x3/2+1")
        .contains("[5,2,2,2,6] = reshape");
    unchanged(
        new SharedConvolution(),
        trace -> trace.apply(forward, images(trace), trace.input("own", Shape.of(5, 3, 3, 3, 6))));
    unchanged(
        new SharedConvolution(),
        trace -> {
          Symbol responses = trace.input("responses", Shape.of(5, 2, 2, 2, 6));
          return trace.apply(
              new Convolution.ToKernels(new Window(3, 3, 2, 1)),
              images(trace).plus(images(trace)),
              responses);
        });
  }

  @Test
  void aSumOfKernelGradientsIsOneConvolution() {
    var toKernels = new Convolution.ToKernels(new Window(3, 3, 2, 1));
    Function<Trace, Symbol> gradient =
        trace ->
            trace.apply(
                toKernels, images(trace), trace.input("responses", Shape.of(5, 2, 2, 2, 6)));
    assertThat(text(new SummedConvolution(), trace -> gradient.apply(trace).sum(0)))
        .contains("[1,3,3,3,6] = convolution_to_kernels 3x3/2+1")
        .contains("[3,3,3,6] = reshape");
    unchanged(new SummedConvolution(), trace -> gradient.apply(trace).sum(1));
    unchanged(new SummedConvolution(), gradient);
  }

  @Test
  void aReductionAlongAShortAxisIsAChain() {
    Function<Trace, Symbol> pairs = trace -> trace.input("x", Shape.of(5, 2, 7));
    assertThat(
            text(
                new ShortReduction(),
                trace -> pairs.apply(trace).reduce(ReduceKind.MAX, List.of(1))))
        .isEqualTo(
            """
            %0 [5,2,7] = input x
            %1 [5,1,7] = slice{0,0,0} %0
            %2 [5,1,7] = slice{0,1,0} %0
            %3 [5,1,7] = maximum %1 %2
            %4 [5,7] = reshape %3
            output y = %4
            """);
    unchanged(new ShortReduction(), trace -> pairs.apply(trace).reduce(ReduceKind.MAX, List.of(2)));
    unchanged(
        new ShortReduction(), trace -> pairs.apply(trace).reduce(ReduceKind.MAX, List.of(0, 1)));
    assertThat(text(new ShortReduction(), trace -> pairs.apply(trace).sum(1)))
        .contains("%3 [5,1,7] = add %1 %2");
    unchanged(new ShortReduction(), trace -> pairs.apply(trace).sum(0));
    unchanged(new ShortReduction(), trace -> trace.input("x", Shape.of(5, 2)).sum(1));
  }

  @Test
  void reductionsRunAlongNeighbours() {
    Function<Trace, Symbol> cube = trace -> trace.input("x", Shape.of(2, 3, 4, 5));
    assertThat(text(new ContiguousReduce(), trace -> cube.apply(trace).sum(0, 2, 3)))
        .contains("%1 [2,3] = reduce_sum{2,3} %0")
        .contains("%2 [3] = reduce_sum{0} %1");
    unchanged(new ContiguousReduce(), trace -> cube.apply(trace).sum(1, 2));
  }

  private static Symbol row(Trace trace, String name) {
    return trace.input(name, Shape.of(3)).broadcast(Shape.of(2, 3), 0);
  }

  @Test
  void aSumOfALinearExpressionIsThatExpressionOfSums() {
    assertThat(text(new LinearSum(), trace -> x(trace).plus(row(trace, "b")).sum(0)))
        .isEqualTo(
            """
            %0 [2,3] = input x
            %1 [3] = input b
            %2 [3] = reduce_sum{0} %0
            %3 [3] = constant 2.0
            %4 [3] = multiply %1 %3
            %5 [3] = add %2 %4
            output y = %5
            """);
    assertThat(text(new LinearSum(), trace -> x(trace).times(row(trace, "s")).negate().sum(0)))
        .contains("%2 [3] = reduce_sum{0} %0")
        .contains("%3 [3] = multiply %2 %1")
        .contains("%4 [3] = negate %3");
  }

  /** As deep as the second-order gradient of a normalisation is. */
  @Test
  void sumsAreFollowedThroughEightSteps() {
    String followed =
        text(
            new LinearSum(),
            trace -> {
              Symbol sum = x(trace);
              for (int i = 0; i < 4; i++) {
                sum = sum.plus(row(trace, "b" + i)).times(row(trace, "s" + i));
              }
              return sum.sum(0);
            });

    assertThat(followed).containsOnlyOnce("reduce_sum").contains("= reduce_sum{0} %0");
  }

  @Test
  void aLinearSumNeedsNoMoreThanOneNewSum() {
    Function<Trace, Symbol> difference = trace -> x(trace).minus(trace.input("z", Shape.of(2, 3)));
    unchanged(new LinearSum(), trace -> difference.apply(trace).sum(0));
    assertThat(
            text(new LinearSum(), trace -> x(trace).sum(0).times(difference.apply(trace).sum(0))))
        .contains("%1 [3] = reduce_sum{0} %0")
        .contains("%3 [3] = reduce_sum{0} %2")
        .contains("%4 [3] = subtract %1 %3")
        .doesNotContain("[2,3] = subtract");
    unchanged(new LinearSum(), trace -> x(trace).times(x(trace)).sum(0));
    unchanged(new LinearSum(), trace -> x(trace).plus(row(trace, "b")).sum(1));
    unchanged(
        new LinearSum(),
        trace -> x(trace).plus(row(trace, "b")).reduce(ReduceKind.MAX, List.of(0)));
  }

  @Test
  void twoShiftsAreOne() {
    assertThat(text(new Simplify(), trace -> x(trace).plus(row(trace, "a")).minus(row(trace, "b"))))
        .contains("[3] = subtract")
        .contains("[2,3] = subtract %0")
        .doesNotContain("[2,3] = add");
    unchanged(new Simplify(), trace -> x(trace).plus(x(trace)).minus(row(trace, "b")));
  }

  @Test
  void aSliceOfAComputedValueIsComputedFromSlices() {
    var last = new Movement.Slice(List.of(1, 0), Shape.of(1, 3));
    assertThat(
            text(
                new InnerSlice(),
                trace -> trace.apply(last, x(trace).plus(row(trace, "b")).unary(UnaryKind.RELU))))
        .isEqualTo(
            """
            %0 [2,3] = input x
            %1 [3] = input b
            %2 [1,3] = slice{1,0} %0
            %3 [1,3] = broadcast{0} %1
            %4 [1,3] = add %2 %3
            %5 [1,3] = relu %4
            output y = %5
            """);
    unchanged(new InnerSlice(), trace -> trace.apply(last, x(trace).unary(UnaryKind.EXP)));
    unchanged(
        new InnerSlice(),
        trace -> {
          Symbol product = x(trace).times(trace.input("z", Shape.of(2, 3)));
          return trace.apply(last, product).sumAll().plus(product.sumAll());
        });
  }

  @Test
  void aReductionAlongSeveralShortAxesIsOneChain() {
    assertThat(
            text(
                new ShortReduction(),
                trace ->
                    trace
                        .input("x", Shape.of(5, 2, 3, 2, 7))
                        .reduce(ReduceKind.MAX, List.of(1, 3))))
        .contains("slice{0,0,0,0,0}", "slice{0,0,0,1,0}", "slice{0,1,0,0,0}", "slice{0,1,0,1,0}")
        .contains("%7 [5,1,3,1,7] = maximum")
        .contains("%8 [5,3,7] = reshape %7");
    unchanged(
        new ShortReduction(),
        trace -> trace.input("x", Shape.of(5, 2, 3, 3, 7)).reduce(ReduceKind.MAX, List.of(1, 3)));
  }
}
