package dev.kindling.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.task.Key;
import org.junit.jupiter.api.Test;

/** Each rule against first steps worked out by hand, and against itself written anew in double. */
class UpdateRuleTest {

  private static final int SIZE = 23;
  private static final int STEPS = 500;
  private static final Key KEY = Key.of(5);
  private static final ConstantSettings CONSTANT = ConstantSettings.defaults();
  private static final ClipSettings NO_CLIP = ClipSettings.defaults();

  @Test
  void sgdStepsByHand() {
    Optimizer sgd = new SgdSettings(.5, .9, CONSTANT, NO_CLIP).build();
    Update first = sgd.update(new float[] {1, -2}, new float[] {2, 4}, sgd.initialState(2));
    assertThat(first.theta()).containsExactly(0, -4);
    assertThat(first.state().slots().get("momentum")).containsExactly(2, 4);
    Update second = sgd.update(first.theta(), new float[] {1, 0}, first.state());
    assertThat(second.state().slots().get("momentum")).containsExactly(2.8f, 3.6f);
    assertThat(second.theta()).containsExactly(-1.4f, -5.8f);
    assertThat(second.state().step()).isEqualTo(2);
  }

  @Test
  void sgdWithoutMomentumRemembersOnlyTheStep() {
    Optimizer sgd = new SgdSettings(.5, 0, CONSTANT, NO_CLIP).build();
    Update update = sgd.update(new float[] {1}, new float[] {3}, sgd.initialState(1));
    assertThat(update.theta()).containsExactly(-.5f);
    assertThat(update.state().slots()).isEmpty();
    assertThat(update.state().step()).isEqualTo(1);
  }

  /** At first m^ = g and v^ = g^2, so the direction is g / (|g| + epsilon). */
  @Test
  void adamsFirstStepByHand() {
    Optimizer adam = new AdamSettings(.1, .9, .99, 1, CONSTANT, NO_CLIP).build();
    Update update = adam.update(new float[] {1, 1}, new float[] {4, -1}, adam.initialState(2));
    assertThat(update.theta()).containsExactly(.92f, 1.05f);
    assertThat(update.state().slots().get("first-moment")).containsExactly(.4f, -.1f);
    assertThat(update.state().slots().get("second-moment")).containsExactly(.16f, .01f);
  }

  /** As Adam's, less .1 * .5 * theta of decay. */
  @Test
  void adamWsFirstStepByHand() {
    AdamWSettings settings = new AdamWSettings(.1, .9, .99, 1, .5, CONSTANT, NO_CLIP);
    Optimizer adamW = settings.build();
    Update update = adamW.update(new float[] {1, 2}, new float[] {4, -1}, adamW.initialState(2));
    assertThat(update.theta()).containsExactly(.87f, 1.95f);
  }

  @Test
  void sgdAgreesWithItsReferenceOverManySteps() {
    double[] theta = theta();
    double[] velocity = new double[SIZE];
    for (int t = 0; t < STEPS; t++) {
      int falls = t / 100;
      double rate = .02 * Math.pow(.5, falls);
      double[] g = gradient(t);
      for (int i = 0; i < SIZE; i++) {
        velocity[i] = .9 * velocity[i] + g[i];
        theta[i] -= rate * velocity[i];
      }
    }
    requireEnd(new SgdSettings(.02, .9, new StepSettings(100, .5), NO_CLIP), theta);
  }

  @Test
  void adamAgreesWithItsReferenceOverManySteps() {
    requireEnd(
        new AdamSettings(.01, .9, .999, 1e-8, CONSTANT, NO_CLIP), adamReference(.01, 0, false));
  }

  @Test
  void adamWAgreesWithItsReferenceOverManySteps() {
    requireEnd(
        new AdamWSettings(.01, .9, .999, 1e-8, .3, CONSTANT, NO_CLIP),
        adamReference(.01, .3, false));
  }

  @Test
  void clippingActsOnTheGradientBeforeTheMoments() {
    requireEnd(
        new AdamSettings(.01, .9, .999, 1e-8, CONSTANT, new ClipSettings(1, 3)),
        adamReference(.01, 0, true));
  }

  /** As the end of section 2 writes algorithm 1: bias corrections folded into rate and epsilon. */
  private static double[] adamReference(double rate, double decay, boolean clipped) {
    double[] theta = theta();
    double[] m = new double[SIZE];
    double[] v = new double[SIZE];
    double power1 = 1;
    double power2 = 1;
    for (int t = 0; t < STEPS; t++) {
      double[] g = clipped ? clip(gradient(t)) : gradient(t);
      power1 *= .9;
      power2 *= .999;
      double root = Math.sqrt(1 - power2);
      for (int i = 0; i < SIZE; i++) {
        m[i] += .1 * (g[i] - m[i]);
        v[i] += .001 * (g[i] * g[i] - v[i]);
        theta[i] *= 1 - rate * decay;
        theta[i] -= rate * root / (1 - power1) * m[i] / (Math.sqrt(v[i]) + 1e-8 * root);
      }
    }
    return theta;
  }

  private static double[] clip(double[] g) {
    double length = 0;
    for (int i = 0; i < SIZE; i++) {
      g[i] = g[i] > 1 ? 1 : g[i] < -1 ? -1 : g[i];
      length = Math.hypot(length, g[i]);
    }
    for (int i = 0; length > 3 && i < SIZE; i++) {
      g[i] *= 3 / length;
    }
    return g;
  }

  private static void requireEnd(OptimizerSettings settings, double[] expected) {
    Optimizer optimizer = settings.build();
    Update update = new Update(floats(theta()), optimizer.initialState(SIZE));
    for (int t = 0; t < STEPS; t++) {
      update = optimizer.update(update.theta(), floats(gradient(t)), update.state());
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) update.theta()[i])
          .as("seed %s, element %d", KEY, i)
          .isCloseTo(expected[i], within(2e-5));
    }
  }

  private static double[] theta() {
    return draw(KEY.fold("theta"), 0);
  }

  private static double[] gradient(int t) {
    return draw(KEY.fold("gradient").fold(t), .1);
  }

  /** Doubles that are floats, so that both sides see the same numbers. */
  private static double[] draw(Key key, double mean) {
    float[] floats = new float[SIZE];
    key.fillNormal(floats, mean, 1);
    double[] doubles = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private static float[] floats(double[] values) {
    return Vectors.rounded(values);
  }
}
