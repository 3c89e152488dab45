package org.example.pulse;

import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import java.util.List;

/**
 * Draws square waves of period 4. The split is folded into every key, which keeps the splits
 * disjoint, and nothing but the key decides what is drawn.
 */
final class SquareWaves implements TaskSource {
  private static final double PERIOD = 4;

  private final SquareWaveSettings settings;
  private final Split split;

  SquareWaves(SquareWaveSettings settings, Split split) {
    this.settings = settings;
    this.split = split;
  }

  @Override
  public TaskShape shape() {
    return new TaskShape(List.of(1), List.of(1), settings.support(), settings.query());
  }

  @Override
  public Task sample(Key key) {
    Key wave = key.fold(split.name());
    double amplitude = wave.uniform(0, 1, settings.maximumAmplitude());
    double phase = wave.uniform(1, 0, PERIOD);
    return new Task(
        "square-wave/" + split + "/" + key,
        points(wave.fold("support"), settings.support(), amplitude, phase),
        points(wave.fold("query"), settings.query(), amplitude, phase),
        settings.toString());
  }

  private static Examples points(Key key, int count, double amplitude, double phase) {
    float[] x = new float[count];
    float[] y = new float[count];
    key.fillUniform(x, -PERIOD, PERIOD);
    for (int i = 0; i < count; i++) {
      double place = (x[i] + 2 * PERIOD - phase) % PERIOD;
      y[i] = (float) (place < PERIOD / 2 ? amplitude : -amplitude);
    }
    return Examples.of(HostTensor.of(x, count, 1), HostTensor.of(y, count, 1));
  }
}
