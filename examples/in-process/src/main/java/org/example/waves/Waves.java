package org.example.waves;

import dev.kindling.adapt.Adapted;
import dev.kindling.adapt.Adapter;
import dev.kindling.adapt.Answered;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import java.nio.file.Path;
import java.util.Locale;

/** Adapts a model of waves to a few points of one wave, and says how the wave goes on. */
public final class Waves {
  private static final float[] X = {-4, -2.5f, -1, 0.5f, 2, 3.5f};

  private Waves() {}

  public static void main(String... arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: Waves MODEL, a directory that kindling train or export wrote");
      System.exit(2);
    }
    try (Adapter adapter = Adapter.load(Path.of(arguments[0]))) {
      Adapted wave = adapter.adapt(points(2, 1));
      float[] questions = {-3, 0, 3};
      Answered said = wave.predict(HostTensor.of(questions, questions.length, 1));
      for (int i = 0; i < said.questions(); i++) {
        System.out.printf(
            Locale.ROOT, "f(%.1f) = %.3f, is %.3f%n",
            questions[i], said.score(i, 0), height(questions[i], 2, 1));
      }
    }
  }

  /** Some points of a wave: features and targets, a row each. */
  private static Examples points(double amplitude, double phase) {
    float[] heights = new float[X.length];
    for (int i = 0; i < X.length; i++) {
      heights[i] = height(X[i], amplitude, phase);
    }
    return Examples.of(HostTensor.of(X, X.length, 1), HostTensor.of(heights, X.length, 1));
  }

  private static float height(double x, double amplitude, double phase) {
    return (float) (amplitude * Math.sin(x + phase));
  }
}
