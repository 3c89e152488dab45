package dev.kindling.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.layer.Desk;
import dev.kindling.layer.Softmax;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussNewtonProductTest {
  private static final double STEP = 1e-5;

  private final Desk desk = new Desk();
  private final Symbol x = desk.numbers(1, 2, 3, 2);
  private final Symbol y = desk.numbers(2, 2, 2, 4);
  private final List<Symbol> vector = List.of(desk.numbers(3, 2, 3, 2), desk.numbers(4, 2, 2, 4));

  private static Symbol outputs(Symbol x, Symbol y) {
    return x.matMul(y).unary(UnaryKind.TANH).times(3);
  }

  /** Convex, with a curvature that depends on z. */
  private static Symbol loss(Symbol z) {
    return Softmax.logSumExp(z).sumAll().plus(z.square().sumAll());
  }

  private Symbol moved(Symbol x, Symbol along, double step) {
    return x.plus(along.times(step));
  }

  /** J v and H (J v) by differences, then the transposed J from one more gradient. */
  @Test
  void itGoesForwardsThroughTheOutputsAndBack() {
    Symbol z = outputs(x, y);
    Symbol u = vector.get(0);
    Symbol v = vector.get(1);
    Symbol ahead = outputs(moved(x, u, STEP), moved(y, v, STEP));
    Symbol behind = outputs(moved(x, u, -STEP), moved(y, v, -STEP));
    Symbol along = given(ahead.minus(behind).times(0.5 / STEP));
    Symbol curved =
        slope(moved(given(z), along, STEP))
            .minus(slope(moved(given(z), along, -STEP)))
            .times(0.5 / STEP);
    List<Symbol> expected = Gradient.of(z.times(given(curved)).sumAll(), List.of(x, y));
    List<Symbol> product = GaussNewtonProduct.of(loss(z), z, List.of(x, y), vector);
    for (int i = 0; i < 2; i++) {
      assertThat(desk.value(product.get(i)))
          .containsExactly(desk.value(expected.get(i)), within(1e-6));
    }
  }

  private Symbol given(Symbol computed) {
    return desk.given(computed.shape(), desk.value(computed));
  }

  private static Symbol slope(Symbol z) {
    return Gradient.of(loss(z), List.of(z)).get(0);
  }

  @Test
  void ofLinearOutputsItIsTheHessian() {
    Symbol z = x.matMul(given(y));
    List<Symbol> direction = vector.subList(0, 1);
    Symbol product = GaussNewtonProduct.of(loss(z), z, List.of(x), direction).get(0);
    Symbol hessian = HessianVectorProduct.of(loss(z), List.of(x), direction).get(0);
    assertThat(desk.value(product)).containsExactly(desk.value(hessian), within(1e-12));
  }

  /** f = -z + z^2 / 20 with z = x^2 has negative curvature at 1, of which this sees nothing. */
  @Test
  void itsCurvatureIsNeverNegative() {
    Symbol one = desk.given(Shape.of(1), 1);
    Symbol z = one.square();
    Symbol f = z.square().times(0.05).minus(z).sumAll();
    Symbol hessian = HessianVectorProduct.of(f, List.of(one), List.of(one.alike(1))).get(0);
    Symbol product = GaussNewtonProduct.of(f, z, List.of(one), List.of(one.alike(1))).get(0);
    assertThat(desk.value(hessian)[0]).as("-2 + 12 / 20").isCloseTo(-1.4, within(1e-12));
    assertThat(desk.value(product)[0]).as("2 * 0.1 * 2").isCloseTo(0.4, within(1e-12));
  }

  /** For z = x^2 and f = z^2 / 2, G g = 4 x^2 * 2 x^3, and its derivative is 40 x^4. */
  @Test
  void theVectorMayBeTheGradientItself() {
    Symbol three = desk.given(Shape.of(3), 1, 2, -1);
    Symbol z = three.square();
    Symbol f = z.square().times(0.5).sumAll();
    List<Symbol> gradient = Gradient.of(f, List.of(three));
    Symbol product = GaussNewtonProduct.of(f, z, List.of(three), gradient).get(0);
    assertThat(desk.value(product)).containsExactly(8, 256, -8);
    Symbol again = Gradient.of(product.sumAll(), List.of(three)).get(0);
    assertThat(desk.value(again)).containsExactly(40, 640, 40);
  }
}
