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
import dev.kindling.trace.Symbols;
import java.util.List;

/**
 * Four blocks of convolution, batch normalisation and ReLU, each of which halves the image. All
 * that is left of it are the features.
 */
final class Conv4 implements Network {
  static final int BLOCKS = 4;
  private static final int KERNEL = 3;

  private final Window window;
  private final boolean pools;
  private final int filters;
  private final int width;
  private final Normalisation statistics;
  private final double dropout;
  private final ParameterLayout parameters;

  Conv4(Conv4Settings settings, TaskShape shape) {
    this.pools = settings.reduction() == Reduction.POOL;
    this.window = new Window(KERNEL, KERNEL, pools ? 1 : 2, 1);
    this.filters = settings.filters();
    this.statistics = settings.statistics();
    this.dropout = settings.dropout();
    var layout = new ParameterLayout.Builder();
    this.width = addTo(layout, shape.features());
    this.parameters = layout.build();
  }

  /** Gives how many numbers the last block leaves. */
  private int addTo(ParameterLayout.Builder layout, List<Integer> image) {
    int height = image.get(0);
    int breadth = image.get(1);
    int channels = image.get(2);
    for (int block = 1; block <= BLOCKS; block++) {
      layout.add("block" + block + ".kernel", Shape.of(KERNEL, KERNEL, channels, filters));
      layout.add("block" + block + ".bias", Shape.of(filters));
      layout.add("block" + block + ".scale", Shape.of(filters));
      layout.add("block" + block + ".shift", Shape.of(filters));
      channels = filters;
      height = pools ? height / 2 : (height + 1) / 2;
      breadth = pools ? breadth / 2 : (breadth + 1) / 2;
    }
    return Shape.of(height, breadth, filters).size();
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
    for (int block = 1; block <= BLOCKS; block++) {
      x = block(body, "block" + block, x);
    }
    return x.flat();
  }

  private Inputs block(Symbols theta, String name, Inputs x) {
    Symbol kernel = theta.get(name + ".kernel");
    Symbol bias = theta.get(name + ".bias");
    Inputs response = x.map(images -> Linear.convolution(images, kernel, bias, window));
    Symbol scale = theta.get(name + ".scale");
    Inputs normal = Normalisation.apply(response, scale, theta.get(name + ".shift"));
    Inputs active = normal.map(images -> images.unary(UnaryKind.RELU));
    Inputs left = pools ? active.map(images -> Pooling.max(images, 2)) : active;
    return left.dropped(name, dropout);
  }
}
