package dev.kindling.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.layer.Desk;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HessianVectorProductTest {
  private static final double STEP = 1e-5;

  private final Desk desk = new Desk();

  /** A function of x and y in which everything meets everything. */
  private static Symbol function(Symbol x, Symbol y) {
    Symbol mixed = x.matMul(y).unary(UnaryKind.TANH);
    return mixed.square().sumAll().plus(x.square().times(x).sumAll());
  }

  private static List<Symbol> gradient(Symbol x, Symbol y) {
    return Gradient.of(function(x, y), List.of(x, y));
  }

  @Test
  void itIsTheDifferenceOfGradientsAlongTheVector() {
    Symbol x = desk.numbers(1, 2, 3, 2);
    Symbol y = desk.numbers(2, 2, 2, 4);
    Symbol u = desk.numbers(3, 2, 3, 2);
    Symbol v = desk.numbers(4, 2, 2, 4);
    List<Symbol> product = HessianVectorProduct.of(function(x, y), List.of(x, y), List.of(u, v));
    List<Symbol> ahead = gradient(x.plus(u.times(STEP)), y.plus(v.times(STEP)));
    List<Symbol> behind = gradient(x.minus(u.times(STEP)), y.minus(v.times(STEP)));
    for (int i = 0; i < 2; i++) {
      Symbol difference = ahead.get(i).minus(behind.get(i)).times(0.5 / STEP);
      assertThat(desk.value(product.get(i))).containsExactly(desk.value(difference), within(1e-6));
    }
  }

  /** f = sum x^3 has gradient 3 x^2 and second derivative 6 x, so that H g = 18 x^3. */
  @Test
  void theVectorMayBeTheGradientItself() {
    Symbol x = desk.given(Shape.of(3), 1, 2, -1);
    Symbol cube = x.square().times(x).sumAll();
    List<Symbol> gradient = Gradient.of(cube, List.of(x));
    Symbol product = HessianVectorProduct.of(cube, List.of(x), gradient).get(0);
    assertThat(desk.value(product)).containsExactly(18, 144, -18);
    Symbol again = Gradient.of(product.sumAll(), List.of(x)).get(0);
    assertThat(desk.value(again)).as("54 x^2").containsExactly(54, 216, 54);
  }

  @Test
  void tasksDoNotMix() {
    Symbol x = desk.numbers(1, 2, 3, 2);
    Symbol y = desk.numbers(2, 2, 2, 4);
    double[] values = desk.value(desk.numbers(3, 2, 3, 2));
    Arrays.fill(values, 6, 12, 0);
    Symbol u = desk.given(Shape.of(2, 3, 2), values);
    Symbol product =
        HessianVectorProduct.of(function(x, y), List.of(x, y), List.of(u, y.alike(0))).get(0);
    assertThat(Arrays.copyOfRange(desk.value(product), 6, 12)).containsOnly(0);
    assertThat(Arrays.copyOf(desk.value(product), 6)).doesNotContain(0);
  }
}
