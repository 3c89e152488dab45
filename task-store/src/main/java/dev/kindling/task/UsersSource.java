package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.List;

/**
 * Draws users of one shop. The split is folded into every user's key, which keeps the splits
 * disjoint; all splits share the shop and its items.
 */
final class UsersSource implements TaskSource {

  private static final double MOOD = .5;

  private final UsersSettings settings;
  private final Split split;
  private final Origin origin;
  private final Key shop;
  private final double[] weights;

  UsersSource(UsersSettings settings, Split split) {
    this.settings = Require.present("settings", settings);
    this.split = Require.present("split", split);
    this.origin = new Origin("users", split, settings.toString());
    this.shop = Key.of(0).fold("users");
    this.weights = weights(shop.fold("weights"));
  }

  /** {@code W}, row by row, scaled so that W x has variance 1. */
  private double[] weights(Key key) {
    double[] drawn = new double[Math.multiplyExact(settings.factors(), settings.features())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = key.normal(i) / Math.sqrt(settings.features());
    }
    return drawn;
  }

  @Override
  public TaskShape shape() {
    return new TaskShape(
        List.of(settings.features()), List.of(1), settings.mostSupport(), settings.mostQuery());
  }

  @Override
  public Sizes sizes() {
    return settings.leastSupport() == settings.mostSupport() ? Sizes.FIXED : Sizes.VARYING;
  }

  @Override
  public Task sample(Key key) {
    Key user = key.fold(split.name());
    int support = supportOf(user);
    int query = (int) Math.max(1, (long) support * settings.mostQuery() / settings.mostSupport());
    int[] items = Distinct.below(user.fold("items"), support + query, settings.items());
    return origin.task(key, ratings(user, items, 0, support), ratings(user, items, support, query));
  }

  /** Log-uniform from {@code least} to below {@code most + 1}, rounded down. */
  private int supportOf(Key user) {
    double least = StrictMath.log(settings.leastSupport());
    double most = StrictMath.log(settings.mostSupport() + 1.0);
    int drawn = (int) StrictMath.exp(user.uniform(0, least, most));
    return Math.max(settings.leastSupport(), Math.min(drawn, settings.mostSupport()));
  }

  private Examples ratings(Key user, int[] items, int first, int count) {
    int d = settings.features();
    float[] features = new float[count * d];
    float[] ratings = new float[count];
    float[] item = new float[d];
    double[] taste = taste(user);
    Key noise = user.fold("noise");
    for (int i = 0; i < count; i++) {
      shop.fold(items[first + i]).fillNormal(item, 0, 1);
      System.arraycopy(item, 0, features, i * d, d);
      double score = MOOD * user.normal(1);
      for (int factor = 0; factor < taste.length; factor++) {
        score += taste[factor] * factor(item, factor);
      }
      double rating = StrictMath.tanh(score) + settings.noise() * noise.normal(first + i);
      ratings[i] = (float) rating;
    }
    return Examples.of(HostTensor.of(features, count, d), HostTensor.of(ratings, count, 1));
  }

  private double[] taste(Key user) {
    Key key = user.fold("taste");
    double[] taste = new double[settings.factors()];
    for (int i = 0; i < taste.length; i++) {
      taste[i] = key.normal(i);
    }
    return taste;
  }

  private double factor(float[] item, int factor) {
    double sum = 0;
    for (int i = 0; i < item.length; i++) {
      sum += weights[factor * item.length + i] * item[i];
    }
    return StrictMath.tanh(sum);
  }
}
