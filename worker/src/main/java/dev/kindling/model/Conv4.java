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
import java.util.stream.IntStream;

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
    Symbol response = x.trace().apply(convolution, x, theta.get(name + ".kernel"));
    if (!pools) {
      return active(theta, name, response);
    }
    boolean even = response.shape().dimension(2) % 2 + response.shape().dimension(3) % 2 == 0;
    return even
        ? largest(active(theta, name, split(response)))
        : largest(split(evenPart(active(theta, name, response))));
  }

  private static Symbol active(Map<String, Symbol> theta, String name, Symbol response) {
    Symbol biased = response.plus(everywhere(theta.get(name + ".bias"), response));
    Symbol scale = theta.get(name + ".scale");
    return BatchNorm.apply(biased, scale, theta.get(name + ".shift")).unary(UnaryKind.RELU);
  }

  static Symbol everywhere(Symbol perChannel, Symbol images) {
    return perChannel.broadcast(images.shape(), inner(images));
  }

  /** All axes but the first, of tasks, and the last, of channels. */
  static Integer[] inner(Symbol images) {
    return IntStream.range(1, images.shape().rank() - 1).boxed().toArray(Integer[]::new);
  }

  /** Without an odd last row or column. */
  private static Symbol evenPart(Symbol x) {
    int[] even = x.shape().dimensions();
    even[2] -= even[2] % 2;
    even[3] -= even[3] % 2;
    return x.trace().apply(new Movement.Slice(List.of(0, 0, 0, 0, 0), Shape.of(even)), x);
  }

  /** Each two by two pixels along axes of their own. */
  private static Symbol split(Symbol x) {
    int[] d = x.shape().dimensions();
    return x.reshape(Shape.of(d[0], d[1], d[2] / 2, 2, d[3] / 2, 2, d[4]));
  }

  private static Symbol largest(Symbol split) {
    return split.reduce(ReduceKind.MAX, List.of(3, 5));
  }
}
