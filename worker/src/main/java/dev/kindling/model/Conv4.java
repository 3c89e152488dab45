package dev.kindling.model;

import dev.kindling.layer.Linear;
import dev.kindling.layer.Pooling;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.program.UnaryKind;
import dev.kindling.program.Window;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.List;
import java.util.Map;

/**
 * Four blocks of convolution, batch normalisation and ReLU, each of which halves the image, then a
 * linear layer.
 */
final class Conv4 implements Model {
  static final int BLOCKS = 4;
  private static final int KERNEL = 3;

  private final Window window;
  private final boolean pools;
  private final int filters;
  private final int outputs;
  private final Normalisation statistics;
  private final ParameterLayout parameters;

  Conv4(Conv4Settings settings, TaskShape shape) {
    this.pools = settings.reduction() == Reduction.POOL;
    this.window = new Window(KERNEL, KERNEL, pools ? 1 : 2, 1);
    this.filters = settings.filters();
    this.outputs = shape.outputs();
    this.statistics = settings.statistics();
    this.parameters = layout(shape.features());
  }

  private ParameterLayout layout(List<Integer> image) {
    var layout = new ParameterLayout.Builder();
    int height = image.get(0);
    int width = image.get(1);
    int channels = image.get(2);
    for (int block = 1; block <= BLOCKS; block++) {
      layout.add("block" + block + ".kernel", Shape.of(KERNEL, KERNEL, channels, filters));
      layout.add("block" + block + ".bias", Shape.of(filters));
      layout.add("block" + block + ".scale", Shape.of(filters));
      layout.add("block" + block + ".shift", Shape.of(filters));
      channels = filters;
      height = pools ? height / 2 : (height + 1) / 2;
      width = pools ? width / 2 : (width + 1) / 2;
    }
    layout.add("head.weight", Shape.of(Shape.of(height, width, filters).size(), outputs));
    layout.add("head.bias", Shape.of(outputs));
    return layout.build();
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
  public Symbol apply(Map<String, Symbol> theta, Inputs inputs) {
    Inputs x = statistics.enter(inputs);
    for (int block = 1; block <= BLOCKS; block++) {
      x = block(theta, "block" + block, x);
    }
    Symbol images = x.features();
    int pixels = images.shape().size() / x.tasks() / x.examples();
    Symbol flat = images.reshape(Shape.of(x.tasks(), x.examples(), pixels));
    return Linear.dense(flat, theta.get("head.weight"), theta.get("head.bias"));
  }

  private Inputs block(Map<String, Symbol> theta, String name, Inputs x) {
    Symbol kernel = theta.get(name + ".kernel");
    Symbol bias = theta.get(name + ".bias");
    Inputs response = x.map(images -> Linear.convolution(images, kernel, bias, window));
    Symbol scale = theta.get(name + ".scale");
    Inputs normal = Normalisation.apply(response, scale, theta.get(name + ".shift"));
    Inputs active = normal.map(images -> images.unary(UnaryKind.RELU));
    return pools ? active.map(images -> Pooling.max(images, 2)) : active;
  }
}
