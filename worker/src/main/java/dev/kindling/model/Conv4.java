package dev.kindling.model;

import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.program.Convolution;
import dev.kindling.program.Movement;
import dev.kindling.program.ReduceKind;
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
 * linear layer to one score a class. Normalisation always uses the statistics of the examples at
 * hand, as MAML's authors do. Kernels and weights start normal with variance 2 / inputs (He et al.
 * 2015), scales at 1, the rest at 0.
 */
final class Conv4 implements Model {
  private static final int BLOCKS = 4;
  private static final int KERNEL = 3;

  private final Window window;
  private final boolean pools;
  private final int filters;
  private final int classes;
  private final ParameterLayout parameters;

  Conv4(Conv4Settings settings, TaskShape shape) {
    this.pools = settings.reduction() == Reduction.POOL;
    this.window = new Window(KERNEL, KERNEL, pools ? 1 : 2, 1);
    this.filters = settings.filters();
    this.classes = shape.classes();
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
    layout.add("head.weight", Shape.of(height * width * filters, classes));
    layout.add("head.bias", Shape.of(classes));
    return layout.build();
  }

  @Override
  public ParameterLayout parameters() {
    return parameters;
  }

  @Override
  public float[] initialise(Key key) {
    float[] values = new float[parameters.size()];
    for (Parameter parameter : parameters.parameters()) {
      Key own = key.fold(parameter.name());
      int inputs = parameter.size() / parameter.shape().dimension(parameter.shape().rank() - 1);
      boolean weight = parameter.shape().rank() > 1;
      float start = parameter.name().endsWith("scale") ? 1 : 0;
      for (int i = 0; i < parameter.size(); i++) {
        double value = weight ? Math.sqrt(2.0 / inputs) * own.normal(i) : start;
        values[parameter.offset() + i] = (float) value;
      }
    }
    return values;
  }

  @Override
  public Symbol apply(Map<String, Symbol> theta, Symbol features) {
    Symbol x = features;
    for (int block = 1; block <= BLOCKS; block++) {
      x = block(theta, "block" + block, x);
    }
    int tasks = x.shape().dimension(0);
    int examples = x.shape().dimension(1);
    Symbol flat = x.reshape(Shape.of(tasks, examples, x.shape().size() / tasks / examples));
    Symbol bias = theta.get("head.bias").broadcast(Shape.of(tasks, examples, classes), 1);
    return flat.matMul(theta.get("head.weight")).plus(bias);
  }

  private Symbol block(Map<String, Symbol> theta, String name, Symbol x) {
    var convolution = new Convolution.Forward(window);
    Symbol kernel = theta.get(name + ".kernel");
    Symbol response = x.trace().apply(convolution, x, kernel);
    Symbol biased = response.plus(everywhere(theta.get(name + ".bias"), response));
    Symbol scale = theta.get(name + ".scale");
    Symbol normal = BatchNorm.apply(biased, scale, theta.get(name + ".shift"));
    Symbol active = normal.unary(UnaryKind.RELU);
    return pools ? pooled(active) : active;
  }

  static Symbol everywhere(Symbol perChannel, Symbol images) {
    return perChannel.broadcast(images.shape(), 1, 2, 3);
  }

  /** The largest of each two by two; an odd last row or column is left out. */
  private static Symbol pooled(Symbol x) {
    Shape s = x.shape();
    int tasks = s.dimension(0);
    int examples = s.dimension(1);
    int rows = s.dimension(2) / 2;
    int columns = s.dimension(3) / 2;
    int channels = s.dimension(4);
    Shape even = Shape.of(tasks, examples, 2 * rows, 2 * columns, channels);
    Symbol whole = x.trace().apply(new Movement.Slice(List.of(0, 0, 0, 0, 0), even), x);
    Shape split = Shape.of(tasks * examples, rows, 2, columns, 2, channels);
    Symbol largest = whole.reshape(split).reduce(ReduceKind.MAX, List.of(2, 4));
    return largest.reshape(Shape.of(tasks, examples, rows, columns, channels));
  }
}
