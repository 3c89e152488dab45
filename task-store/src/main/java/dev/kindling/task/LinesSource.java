package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.List;

/** Draws lines and planes. The split is folded into every key, which keeps the splits disjoint. */
final class LinesSource implements TaskSource {

  private final LinesSettings settings;
  private final Split split;
  private final Origin origin;

  LinesSource(LinesSettings settings, Split split) {
    this.settings = Require.present("settings", settings);
    this.split = Require.present("split", split);
    this.origin = new Origin("lines", split, settings.toString());
  }

  @Override
  public TaskShape shape() {
    return new TaskShape(
        List.of(settings.inputs()), List.of(1), settings.support(), settings.query());
  }

  @Override
  public Task sample(Key key) {
    Key line = key.fold(split.name());
    double[] slopes = new double[settings.inputs()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = within(line.fold("slopes"), i, settings.maximumSlope());
    }
    double intercept = within(line, 0, settings.maximumIntercept());
    Examples support = points(line.fold("support"), settings.support(), slopes, intercept);
    Examples query = points(line.fold("query"), settings.query(), slopes, intercept);
    return origin.task(key, support, query);
  }

  private Examples points(Key key, int count, double[] slopes, double intercept) {
    int d = slopes.length;
    float[] x = new float[count * d];
    float[] y = new float[count];
    key.fillUniform(x, -settings.maximumInput(), settings.maximumInput());
    Key noise = key.fold("noise");
    for (int i = 0; i < count; i++) {
      double value = intercept;
      for (int j = 0; j < d; j++) {
        value += slopes[j] * x[i * d + j];
      }
      y[i] = (float) (value + settings.noise() * noise.normal(i));
    }
    return Examples.of(HostTensor.of(x, count, d), HostTensor.of(y, count, 1));
  }

  private static double within(Key key, long counter, double most) {
    return key.uniform(counter, -most, most);
  }
}
