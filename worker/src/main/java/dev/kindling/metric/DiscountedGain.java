package dev.kindling.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Normalised discounted cumulative gain (Järvelin, Kekäläinen 2002) of the {@code first} items:
 * {@code sum_i gain_i / log2(i + 1)} with i from 1, over that of the best ranking. The gain of an
 * item is its target, if that is above 0.
 */
record DiscountedGain(int first) implements Metric {

  @Override
  public String name() {
    return "ndcg@" + first;
  }

  @Override
  public double of(Answers answers) {
    Ranking ranking = Ranking.of(answers);
    List<Double> gains = ranking.items().stream().map(ranking::gain).toList();
    double best = sum(gains.stream().sorted((a, b) -> Double.compare(b, a)).toList());
    return best == 0 ? Double.NaN : sum(gains) / best;
  }

  private double sum(List<Double> gains) {
    return IntStream.range(0, Math.min(first, gains.size()))
        .mapToDouble(i -> gains.get(i) / (StrictMath.log(i + 2) / StrictMath.log(2)))
        .sum();
  }
}
