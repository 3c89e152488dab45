package dev.kindling.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.check.EngineCheck;
import dev.kindling.differentiate.Gradient;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.program.Window;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer and its derivative, on the CPU engine as on the reference. */
class LayerEngineTest {
  private static final int TASKS = 2;
  private static final int N = 5;
  private static final int WIDTH = 6;

  private final Desk desk = new Desk();
  private final List<Symbol> variables = new ArrayList<>();

  /** An input by which the layer is differentiated. */
  private Symbol variable(int... dimensions) {
    Symbol symbol = desk.numbers(variables.size(), dimensions);
    variables.add(symbol);
    return symbol;
  }

  private Symbol examples() {
    return variable(TASKS, N, WIDTH);
  }

  private Symbol perChannel() {
    return variable(TASKS, WIDTH);
  }

  private Symbol images() {
    return variable(TASKS, N, 5, 4, WIDTH);
  }

  private Symbol weights() {
    return desk.given(Shape.of(TASKS, N), 1, 0.5, 1, 0, 0, 2, 1, 1, 1, 0);
  }

  private Symbol keys() {
    double[] floats = new double[TASKS * Key.FLOATS];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Key.of(i / Key.FLOATS).floats()[i % Key.FLOATS];
    }
    return desk.given(Shape.of(TASKS, Key.FLOATS), floats);
  }

  private Symbol codes() {
    return desk.given(Shape.of(TASKS, N), 0, 6, 3, 3, 1, 2, 2, 0, 5, 4);
  }

  private Symbol normalised(Symbol x) {
    return BatchNorm.apply(x, Statistics.of(x, weights()), perChannel(), perChannel());
  }

  private Symbol attended() {
    return Attention.apply(examples(), examples(), variable(TASKS, N, 4), 2, weights());
  }

  private Symbol remembered() {
    Shape shape = Shape.of(TASKS, N, WIDTH);
    Lstm.State state = Lstm.State.zero(desk.trace(), shape);
    Symbol recurrent = variable(TASKS, WIDTH, Lstm.GATES * WIDTH);
    for (int t = 0; t < 3; t++) {
      state = Lstm.step(variable(TASKS, N, Lstm.GATES * WIDTH), state, recurrent);
    }
    return state.hidden();
  }

  private Symbol gated() {
    Symbol state = examples();
    Symbol recurrent = variable(TASKS, WIDTH, Gru.GATES * WIDTH);
    Symbol bias = perChannel();
    for (int t = 0; t < 3; t++) {
      state = Gru.step(variable(TASKS, N, Gru.GATES * WIDTH), state, recurrent, bias);
    }
    return state;
  }

  private Symbol convolved() {
    Symbol kernel = variable(TASKS, 3, 3, WIDTH, 4);
    return Linear.convolution(images(), kernel, variable(TASKS, 4), new Window(3, 3, 1, 1));
  }

  private static final Map<String, Function<LayerEngineTest, Symbol>> LAYERS =
      Map.ofEntries(
          Map.entry(
              "dense",
              t -> Linear.dense(t.examples(), t.variable(TASKS, WIDTH, 3), t.variable(TASKS, 3))),
          Map.entry("convolution", LayerEngineTest::convolved),
          Map.entry("batch norm", t -> t.normalised(t.images())),
          Map.entry("batch norm of rows", t -> t.normalised(t.examples())),
          Map.entry("layer norm", t -> LayerNorm.apply(t.images(), t.perChannel(), t.perChannel())),
          Map.entry("dropout", t -> Dropout.apply(t.images(), t.keys(), "test", 0.4)),
          Map.entry("embedding", t -> Embedding.apply(t.variable(TASKS, 7, 3), t.codes())),
          Map.entry("shared embedding", t -> Embedding.apply(t.variable(7, 3), t.codes())),
          Map.entry("LSTM", LayerEngineTest::remembered),
          Map.entry("GRU", LayerEngineTest::gated),
          Map.entry("attention", LayerEngineTest::attended),
          Map.entry("softmax", t -> Softmax.apply(t.examples().times(30))),
          Map.entry("log-sum-exp", t -> Softmax.logSumExp(t.examples().times(30))),
          Map.entry("max pooling", t -> Pooling.max(t.images(), 2)),
          Map.entry("average pooling", t -> Pooling.average(t.images(), 2)),
          Map.entry("global average", t -> Pooling.globalAverage(t.images())),
          Map.entry("concat", t -> Parts.concat(2, t.examples(), t.variable(TASKS, N, 1))),
          Map.entry("leaky rectifier", t -> LeakyRelu.apply(t.examples(), 0.1)));

  static List<String> layers() {
    return List.copyOf(new TreeMap<>(LAYERS).keySet());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void oneDnnComputesTheLayerAndItsDerivative(String layer) {
    Symbol y = LAYERS.get(layer).apply(this);
    desk.trace().output("y", y);
    List<Symbol> gradients = Gradient.of(y.square().sumAll(), variables);
    for (int i = 0; i < gradients.size(); i++) {
      desk.trace().output("gradient " + i, gradients.get(i));
    }
    var engine = new OneDnnEngine("auto", 1L << 28);
    double error = EngineCheck.error(desk.trace().program(), desk.inputs(), engine);
    assertThat(error).isLessThan(1e-5);
  }
}
