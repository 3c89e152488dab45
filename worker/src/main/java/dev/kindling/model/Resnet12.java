package dev.kindling.model;

import dev.kindling.layer.LeakyRelu;
import dev.kindling.layer.Linear;
import dev.kindling.layer.Pooling;
import dev.kindling.program.Window;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.List;
import java.util.Optional;

/**
 * Residual blocks, each
 *
 * <pre>
 *   h = f(norm(conv3x3(f(norm(conv3x3(f(norm(conv3x3(x)))))))) + norm(conv1x1(x)))
 * </pre>
 *
 * with {@code f(x) = max(x, x / 10)} (the last f after the sum), and then the largest of each two
 * by two places of h. The mean of each image is its features.
 */
final class Resnet12 implements Network {
  private static final int CONVOLUTIONS = 3;
  private static final double SLOPE = 0.1;
  private static final Window THREE = new Window(3, 3, 1, 1);
  private static final Window ONE = new Window(1, 1, 1, 0);

  private final int blocks;
  private final int width;
  private final Normalisation statistics;
  private final ParameterLayout parameters;

  Resnet12(Resnet12Settings settings, TaskShape shape) {
    this.blocks = settings.widths().size();
    this.width = settings.widths().get(blocks - 1);
    this.statistics = settings.statistics();
    this.parameters = layout(settings.widths(), shape);
  }

  private static ParameterLayout layout(List<Integer> widths, TaskShape shape) {
    var layout = new ParameterLayout.Builder();
    int channels = shape.features().get(2);
    for (int block = 1; block <= widths.size(); block++) {
      int width = widths.get(block - 1);
      for (int i = 1; i <= CONVOLUTIONS; i++) {
        add(layout, convolution(block, i), THREE, i == 1 ? channels : width, width);
      }
      add(layout, shortcut(block), ONE, channels, width);
      channels = width;
    }
    return layout.build();
  }

  private static void add(
      ParameterLayout.Builder layout, String name, Window window, int channels, int width) {
    layout.add(name + ".kernel", Shape.of(window.height(), window.width(), channels, width));
    layout.add(name + ".scale", Shape.of(width));
    layout.add(name + ".shift", Shape.of(width));
  }

  private static String convolution(int block, int number) {
    return "block" + block + ".convolution" + number;
  }

  private static String shortcut(int block) {
    return "block" + block + ".shortcut";
  }

  @Override
  public ParameterLayout parameters() {
    return parameters;
  }

  @Override
  public float[] initialise(Key key) {
    return Law.fill(parameters, key, Law::rectified);
  }

  @Override
  public List<String> normalisation() {
    return Normalisation.names(parameters);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Inputs features(Symbols body, Inputs inputs) {
    Inputs x = statistics.enter(inputs);
    for (int block = 1; block <= blocks; block++) {
      x = block(body, block, x);
    }
    return x.map(Pooling::globalAverage);
  }

  private static Inputs block(Symbols theta, int block, Inputs x) {
    Inputs h = x;
    for (int i = 1; i <= CONVOLUTIONS; i++) {
      h = normalised(theta, convolution(block, i), THREE, i == 1 ? h : h.map(Resnet12::active));
    }
    Inputs sum = sum(h, normalised(theta, shortcut(block), ONE, x));
    return sum.map(images -> Pooling.max(active(images), 2));
  }

  private static Inputs normalised(Symbols theta, String name, Window window, Inputs x) {
    Symbol kernel = theta.get(name + ".kernel");
    Inputs response = x.map(images -> Linear.convolution(images, kernel, window));
    return Normalisation.apply(response, theta.get(name + ".scale"), theta.get(name + ".shift"));
  }

  private static Symbol active(Symbol x) {
    return LeakyRelu.apply(x, SLOPE);
  }

  private static Inputs sum(Inputs a, Inputs b) {
    Optional<Inputs> support =
        a.support().flatMap(left -> b.support().map(right -> sum(left, right)));
    return new Inputs(a.features().plus(b.features()), a.weights(), support, a.dropping());
  }
}
