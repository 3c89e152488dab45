package dev.kindling.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final Shape PAIR = Shape.of(2);

  private final ProgramBuilder builder = new ProgramBuilder();

  private int input(String name, Shape shape) {
    return builder.add(new Op.Input(name, shape), List.of());
  }

  private int add(int left, int right) {
    return builder.add(new Op.Binary(BinaryKind.ADD), List.of(left, right));
  }

  @Test
  void anInstructionThatStandsThereIsNotWrittenTwice() {
    int x = input("x", PAIR);
    assertThat(add(x, x)).isEqualTo(add(x, x));
    assertThat(builder.size()).isEqualTo(2);
  }

  @Test
  void otherOperandsOrShapesAreOtherInstructions() {
    int x = input("x", PAIR);
    int y = input("y", PAIR);
    assertThat(add(x, y)).isNotEqualTo(add(y, x));
    int one = builder.add(new Op.Constant(1, PAIR), List.of());
    assertThat(builder.add(new Op.Constant(1, Shape.of(3)), List.of())).isNotEqualTo(one);
  }

  @Test
  void oneNameIsOneInput() {
    assertThat(input("x", PAIR)).isEqualTo(input("x", PAIR));
    assertThatThrownBy(() -> input("x", Shape.of(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two inputs of different shapes are named x");
  }

  @Test
  void oneNameIsOneOutput() {
    builder.output("y", input("x", PAIR));
    assertThatThrownBy(() -> builder.output("y", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two outputs are named y");
  }

  @Test
  void misfitsSayWhatWasExpectedAndSeen() {
    int x = input("x", PAIR);
    int y = input("y", Shape.of(3));
    assertThatThrownBy(() -> add(x, y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Binary[kind=ADD] expects operands of one shape but got [[2], [3]]");
    assertThatThrownBy(() -> builder.add(new Op.MatMul(false, false), List.of(x, y)))
        .hasMessageContaining("expects two operands of rank 3");
    assertThatThrownBy(() -> builder.add(new Op.Reshape(Shape.of(4)), List.of(x)))
        .hasMessageContaining("expects an operand of 4 elements");
    assertThatThrownBy(() -> builder.add(new Op.Reduce(ReduceKind.SUM, List.of(1)), List.of(x)))
        .hasMessageContaining("expects axes of [2]");
    assertThatThrownBy(() -> new Op.Reduce(ReduceKind.SUM, List.of()))
        .hasMessage("axes must be distinct and at least one but are []");
    assertThatThrownBy(() -> builder.add(new Op.Transpose(List.of(1)), List.of(x)))
        .hasMessageContaining("expects a permutation of the operand's axes");
    assertThatThrownBy(() -> builder.add(new Op.Broadcast(Shape.of(3, 2), List.of(1)), List.of(x)))
        .hasMessageContaining("expects an operand of shape [3]");
    assertThatThrownBy(() -> builder.add(new Movement.Slice(List.of(1), Shape.of(2)), List.of(x)))
        .hasMessageContaining("expects an operand that holds the part");
    assertThatThrownBy(() -> builder.add(new Movement.Pad(List.of(2), Shape.of(3)), List.of(x)))
        .hasMessageContaining("expects an operand that fits inside");
  }

  @Test
  void convolutionsSayWhatTheyWant() {
    var window = new Window(3, 3, 1, 0);
    int images = input("images", Shape.of(2, 1, 4, 4, 3));
    int small = input("small", Shape.of(2, 1, 2, 4, 3));
    int kernels = input("kernels", Shape.of(2, 3, 3, 3, 5));
    int shared = input("shared", Shape.of(1, 3, 3, 3, 5));
    var forward = new Convolution.Forward(window);
    assertThat(builder.shape(builder.add(forward, List.of(images, kernels))))
        .isEqualTo(Shape.of(2, 1, 2, 2, 5));
    for (List<Integer> operands : List.of(List.of(small, kernels), List.of(images, shared))) {
      assertThatThrownBy(() -> builder.add(forward, operands))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expects images [b,n,h,w,c] and kernels [b,height,width,c,f]");
    }
    assertThatThrownBy(
            () -> builder.add(new Convolution.ToKernels(window), List.of(images, images)))
        .hasMessageContaining("expects images [b,n,h,w,c] and responses");
    assertThatThrownBy(
            () -> builder.add(new Convolution.ToImages(window, 9, 9), List.of(images, kernels)))
        .hasMessageContaining("expects responses [b,n,rows,columns,f] and kernels");
    assertThatThrownBy(() -> new Window(0, 3, 1, 0))
        .hasMessageContaining("but is 0 x 3, stride 1, padding 0");
  }

  @Test
  void theTextTellsEachInstructionAndOutput() {
    int x = input("x", PAIR);
    int total = builder.add(new Op.Reduce(ReduceKind.SUM, List.of(0)), List.of(add(x, x)));
    builder.output("total", total);
    assertThat(builder.build().text())
        .isEqualTo(
            """
            %0 [2] = input x
            %1 [2] = add %0 %0
            %2 [] = reduce_sum{0} %1
            output total = %2
            """);
  }

  @Test
  void inputsOutputsAndUsesAreKnown() {
    int x = input("x", PAIR);
    builder.output("y", add(x, x));
    Program program = builder.build();
    assertThat(program.inputs()).isEqualTo(Map.of("x", 0));
    assertThat(program.outputShape("y")).isEqualTo(PAIR);
    assertThat(program.uses()).containsExactly(2, 1);
    assertThatThrownBy(() -> program.inputShape("z"))
        .hasMessage("no input is named z; the program has [x]");
  }

  @Test
  void theVerifierFindsWhatAPassCouldBreak() {
    var x = new Instruction(new Op.Input("x", PAIR), List.of(), PAIR);
    var later = new Instruction(new Op.Unary(UnaryKind.EXP), List.of(1), PAIR);
    var lying = new Instruction(new Op.Unary(UnaryKind.EXP), List.of(0), Shape.of(3));
    var misfit = new Instruction(new Op.Binary(BinaryKind.ADD), List.of(0), PAIR);
    refuses(new Program(List.of(x, later), Map.of()), "uses a later or missing instruction");
    refuses(new Program(List.of(x, lying), Map.of()), "claims shape [3] but computes shape [2]");
    refuses(new Program(List.of(x, misfit), Map.of()), "does not fit");
    refuses(new Program(List.of(x, x), Map.of()), "is a second input named x");
    refuses(new Program(List.of(x), Map.of("y", 4)), "output y names missing instruction %4");
  }

  @Test
  void theVerifierLooksIntoSweeps() {
    var body = new ProgramBuilder();
    int cube = body.add(new Op.Input("0", Shape.of(1, 1, 1)), List.of());
    int product = body.add(new Op.MatMul(false, false), List.of(cube, cube));
    body.output("result", product);
    int x = input("x", Shape.of(1, 1, 1));
    builder.add(new Op.Fused(body.build()), List.of(x));
    refuses(builder.build(), "fuses what cannot run in one sweep");
  }

  private static void refuses(Program program, String what) {
    assertThatThrownBy(() -> Verifier.verify(program))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(what);
  }
}
