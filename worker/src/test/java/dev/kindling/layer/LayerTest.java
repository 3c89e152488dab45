package dev.kindling.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.differentiate.Gradient;
import dev.kindling.program.Window;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LayerTest {
  private static final Offset<Double> NEAR = within(1e-12);

  private final Desk desk = new Desk();

  @Test
  void aDenseLayerMultipliesAndAdds() {
    Symbol x = desk.given(Shape.of(1, 2, 2), 1, 2, 3, 4);
    Symbol weight = desk.given(Shape.of(1, 2, 1), 10, 1);
    Symbol bias = desk.given(Shape.of(1, 1), 0.5);
    assertThat(desk.value(Linear.dense(x, weight, bias))).containsExactly(12.5, 34.5);
  }

  @Test
  void aConvolutionAddsItsBiasToEveryPlace() {
    Symbol images = desk.given(Shape.of(1, 1, 2, 2, 1), 1, 2, 3, 4);
    Symbol kernel = desk.given(Shape.of(1, 1, 1, 1, 2), 1, 10);
    Symbol bias = desk.given(Shape.of(1, 2), 100, 200);
    Symbol response = Linear.convolution(images, kernel, bias, new Window(1, 1, 1, 0));
    assertThat(desk.value(response)).containsExactly(101, 210, 102, 220, 103, 230, 104, 240);
  }

  @Test
  void oneHotIsOneAtTheCodeAndZeroElsewhere() {
    Symbol codes = desk.given(Shape.of(1, 3), 2, 0, 3);
    assertThat(desk.value(OneHot.apply(codes, 3))).containsExactly(0, 0, 1, 1, 0, 0, 0, 0, 0);
  }

  @Test
  void batchNormalisationIsByTheStatisticsItIsGiven() {
    Symbol x = desk.given(Shape.of(1, 3, 1), 1, 2, 6);
    Symbol one = desk.given(Shape.of(1, 1), 1);
    Symbol zero = desk.given(Shape.of(1, 1), 0);
    Statistics own = Statistics.of(x);
    assertThat(desk.value(own.mean())).containsExactly(3);
    assertThat(desk.value(own.variance())[0]).isCloseTo(14.0 / 3, NEAR);
    double deviation = Math.sqrt(14.0 / 3 + 1e-5);
    assertThat(desk.value(BatchNorm.apply(x, own, one, zero)))
        .containsExactly(new double[] {-2 / deviation, -1 / deviation, 3 / deviation}, NEAR);
    Statistics running = new Statistics(one, one);
    assertThat(desk.value(BatchNorm.apply(x, running, one, one)))
        .containsExactly(new double[] {1, 1 + 1 / norm(1), 1 + 5 / norm(1)}, NEAR);
  }

  private static double norm(double variance) {
    return Math.sqrt(variance + 1e-5);
  }

  @Test
  void examplesOfWeightZeroAreNotInTheStatistics() {
    Symbol three = desk.numbers(1, 2, 3, 2, 5, 4);
    double[] values = desk.value(three);
    double[] padded = new double[values.length / 3 * 5];
    Arrays.fill(padded, 7);
    for (int task = 0; task < 2; task++) {
      System.arraycopy(
          values, task * values.length / 2, padded, task * padded.length / 2, values.length / 2);
    }
    Symbol five = desk.given(Shape.of(2, 5, 2, 5, 4), padded);
    Symbol weights = desk.given(Shape.of(2, 5), 1, 0.5, 2, 0, 0, 1, 1, 1, 0, 0);
    Statistics expected = Statistics.of(three);
    Statistics actual = Statistics.of(five, weights);
    assertThat(desk.value(actual.mean())).containsExactly(desk.value(expected.mean()));
    assertThat(desk.value(actual.variance())).containsExactly(desk.value(expected.variance()));
  }

  @Test
  void layerNormalisationIsOverTheChannelsOfEachPlace() {
    Symbol x = desk.given(Shape.of(1, 2, 2), 1, 3, 10, 10);
    Symbol scale = desk.given(Shape.of(1, 2), 2, 3);
    Symbol shift = desk.given(Shape.of(1, 2), 5, 7);
    assertThat(desk.value(LayerNorm.apply(x, scale, shift)))
        .containsExactly(new double[] {5 - 2 / norm(1), 7 + 3 / norm(1), 5, 7}, NEAR);
  }

  @Test
  void dropoutKeepsTheMeanAndFollowsTheKey() {
    Symbol ones = desk.trace().constant(1, Shape.of(2, 500, 4));
    double[] dropped = desk.value(Dropout.apply(ones, keys(3, 4), "hidden", 0.25));
    assertThat(dropped).containsOnly(0, 1 / 0.75);
    assertThat(Arrays.stream(dropped).average().orElseThrow()).isCloseTo(1, within(0.05));
    assertThat(desk.value(Dropout.apply(ones, keys(3, 4), "hidden", 0.25))).isEqualTo(dropped);
    assertThat(desk.value(Dropout.apply(ones, keys(3, 4), "input", 0.25))).isNotEqualTo(dropped);
    Symbol more = desk.trace().constant(1, Shape.of(1, 600, 4));
    double[] grown = desk.value(Dropout.apply(more, keys(3), "hidden", 0.25));
    assertThat(Arrays.copyOf(grown, 2000)).isEqualTo(Arrays.copyOf(dropped, 2000));
    assertThatThrownBy(() -> Dropout.apply(ones, keys(3, 4), "hidden", 1))
        .hasMessage("rate must be at least 0 and below 1 but is 1");
  }

  private Symbol keys(long... seeds) {
    double[] floats = new double[seeds.length * Key.FLOATS];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Key.of(seeds[i / Key.FLOATS]).floats()[i % Key.FLOATS];
    }
    return desk.given(Shape.of(seeds.length, Key.FLOATS), floats);
  }

  @Test
  void aTableOfAllTasksReadsAsCopiesOfItDo() {
    Symbol shared = desk.numbers(1, 5, 3);
    Symbol codes = desk.given(Shape.of(2, 4), 4, 0, 0, 2, 1, 1, 3, 4);
    double[] rows = desk.value(Embedding.apply(shared, codes));
    assertThat(desk.value(Embedding.apply(shared.repeat(2), codes))).isEqualTo(rows);
    assertThat(Arrays.copyOf(rows, 3))
        .isEqualTo(Arrays.copyOfRange(desk.value(shared), 4 * 3, 5 * 3));
  }

  @Test
  void whatIsCutIsPutTogetherAgain() {
    Symbol x = desk.numbers(2, 2, 5, 3);
    Symbol left = Parts.slice(x, 1, 0, 2);
    Symbol middle = Parts.slice(x, 1, 2, 1);
    Symbol right = Parts.slice(x, 1, 3, 2);
    assertThat(desk.value(Parts.concat(1, left, middle, right))).isEqualTo(desk.value(x));
    assertThat(Parts.at(x, 1, 2).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(desk.value(Parts.at(x, 1, 2))).isEqualTo(desk.value(middle));
  }

  @Test
  void poolsTakeTheLargestOrTheMeanOfEachSquare() {
    Symbol images = desk.given(Shape.of(1, 1, 2, 5, 1), 1, 2, 3, 4, 99, 5, 6, 7, 9, 99);
    assertThat(desk.value(Pooling.max(images, 2))).containsExactly(6, 9);
    assertThat(desk.value(Pooling.average(images, 2))).containsExactly(3.5, 5.75);
    assertThat(desk.value(Pooling.globalAverage(images))[0]).isCloseTo(23.5, NEAR);
  }

  @Test
  void aLeakyRectifierHasItsSlopeUpToZero() {
    Symbol x = desk.given(Shape.of(4), -2, -1, 0, 3);
    Symbol y = LeakyRelu.apply(x, 0.1);
    assertThat(desk.value(y)).containsExactly(-0.2, -0.1, 0, 3);
    assertThat(desk.value(Gradient.of(y.sumAll(), List.of(x)).get(0)))
        .containsExactly(0.1, 0.1, 0.1, 1);
  }

  @Test
  void sharesOfHugeNumbersAreFiniteAndMaskedOnesNothing() {
    Symbol x = desk.given(Shape.of(1, 3), 5000, 5000 + Math.log(3), 9000);
    Symbol mask = desk.given(Shape.of(1, 3), 1, 1, 0);
    assertThat(desk.value(Softmax.apply(x))).containsExactly(0, 0, 1);
    assertThat(desk.value(Softmax.apply(x, mask)))
        .containsExactly(new double[] {0.25, 0.75, 0}, within(1e-9));
    assertThat(desk.value(Softmax.logSumExp(x))).containsExactly(9000);
  }

  @Test
  void theDerivativeOfLogSumExpIsTheSoftmax() {
    Symbol x = desk.numbers(3, 2, 4);
    Symbol gradient = Gradient.of(Softmax.logSumExp(x).sumAll(), List.of(x)).get(0);
    assertThat(desk.value(gradient)).containsExactly(desk.value(Softmax.apply(x)), NEAR);
  }

  @Test
  void eachHeadAttendsWithItsOwnPart() {
    Symbol queries = desk.numbers(1, 2, 3, 4);
    Symbol keys = desk.numbers(2, 2, 5, 4);
    Symbol values = desk.numbers(3, 2, 5, 6);
    Symbol first = Attention.apply(part(queries, 0), part(keys, 0), part(values, 0), 1);
    Symbol second = Attention.apply(part(queries, 1), part(keys, 1), part(values, 1), 1);
    assertThat(desk.value(Attention.apply(queries, keys, values, 2)))
        .containsExactly(desk.value(Parts.concat(2, first, second)), NEAR);
    assertThatThrownBy(() -> Attention.apply(queries, keys, values, 3))
        .hasMessage("heads must divide the width, which is 4, but is 3");
  }

  private static Symbol part(Symbol x, int index) {
    int half = x.shape().dimension(2) / 2;
    return Parts.slice(x, 2, index * half, half);
  }

  @Test
  void keysOfWeightZeroGetNoAttention() {
    Symbol queries = desk.numbers(1, 2, 3, 4);
    Symbol keys = desk.numbers(2, 2, 4, 4);
    Symbol values = desk.numbers(3, 2, 4, 4);
    Symbol weights = desk.given(Shape.of(2, 4), 1, 1, 1, 0, 1, 2, 3, 0);
    Symbol counted =
        Attention.apply(queries, Parts.slice(keys, 1, 0, 3), Parts.slice(values, 1, 0, 3), 2);
    assertThat(desk.value(Attention.apply(queries, keys, values, 2, weights)))
        .isEqualTo(desk.value(counted));
  }
}
