package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.List;
import java.util.Locale;

/** Draws sine waves. The split is folded into every key, which keeps the splits disjoint. */
final class SinusoidSource implements TaskSource {

  private final SinusoidSettings settings;
  private final Split split;
  private final String namePrefix;
  private final String provenance;

  SinusoidSource(SinusoidSettings settings, Split split) {
    this.settings = Require.present("settings", settings);
    this.split = Require.present("split", split);
    this.namePrefix = "sinusoid/" + split.name().toLowerCase(Locale.ROOT) + "/";
    this.provenance = settings.toString();
  }

  @Override
  public TaskShape shape() {
    return new TaskShape(List.of(1), List.of(1), settings.support(), settings.query());
  }

  @Override
  public Task sample(Key key) {
    Key wave = key.fold(split.name());
    double amplitude = wave.uniform(0, settings.minimumAmplitude(), settings.maximumAmplitude());
    double phase = wave.uniform(1, 0, settings.maximumPhase());
    Examples support = points(wave.fold("support"), settings.support(), amplitude, phase);
    Examples query = points(wave.fold("query"), settings.query(), amplitude, phase);
    return new Task(namePrefix + key, support, query, provenance);
  }

  private Examples points(Key key, int count, double amplitude, double phase) {
    float[] x = new float[count];
    float[] y = new float[count];
    key.fillUniform(x, settings.minimumInput(), settings.maximumInput());
    for (int i = 0; i < count; i++) {
      y[i] = (float) (amplitude * StrictMath.sin(x[i] - phase));
    }
    return Examples.of(HostTensor.of(x, count, 1), HostTensor.of(y, count, 1));
  }
}
