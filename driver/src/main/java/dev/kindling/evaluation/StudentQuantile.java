package dev.kindling.evaluation;

import dev.kindling.fault.Require;

/**
 * The t that |T| does not exceed with probability 0.95, where T has Student's distribution with n
 * degrees of freedom.
 *
 * <p>With tan a = t / sqrt(n) the probability is a finite sum (Abramowitz and Stegun, 26.7.3 and
 * 26.7.4),
 *
 * <pre>
 *   n even:  sin a (1 + 1/2 cos^2 a + (1 3)/(2 4) cos^4 a + ... to cos^(n-2) a)
 *   n odd:   2/pi (a + sin a (cos a + 2/3 cos^3 a + (2 4)/(3 5) cos^5 a + ... to cos^(n-2) a))
 * </pre>
 *
 * which is solved for a by halving. Of many degrees of freedom the expansion in 1/n about the
 * normal quantile (26.7.5) leaves less than 1e-8.
 */
final class StudentQuantile {
  private static final double PROBABILITY = 0.95;

  /** Of the normal distribution. */
  private static final double NORMAL = 1.959963984540054;

  private static final int MANY = 200;
  private static final int HALVINGS = 60;

  private StudentQuantile() {}

  static double of(int degrees) {
    Require.positive("degrees of freedom", degrees);
    return degrees < MANY ? exact(degrees) : expanded(degrees);
  }

  private static double exact(int degrees) {
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (probability(middle, degrees) < PROBABILITY) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.tan(low) * Math.sqrt(degrees);
  }

  private static double probability(double angle, int degrees) {
    boolean odd = degrees % 2 == 1;
    double cosine = StrictMath.cos(angle);
    double term = odd ? cosine : 1;
    double sum = 0;
    for (int power = odd ? 1 : 0; power <= degrees - 2; power += 2) {
      sum += term;
      term *= cosine * cosine * (power + 1) / (power + 2);
    }
    double sine = StrictMath.sin(angle) * sum;
    return odd ? 2 / Math.PI * (angle + sine) : sine;
  }

  private static double expanded(int degrees) {
    double n = degrees;
    double z = NORMAL;
    double z2 = z * z;
    double first = (z2 + 1) * z / 4;
    double second = ((5 * z2 + 16) * z2 + 3) * z / 96;
    double third = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * z / 384;
    return z + (first + (second + third / n) / n) / n;
  }
}
