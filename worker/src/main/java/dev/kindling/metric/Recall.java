package dev.kindling.metric;

/** The share of a task's relevant items that are among the {@code first} of its ranking. */
record Recall(int first) implements Metric {

  @Override
  public String name() {
    return "recall@" + first;
  }

  @Override
  public double of(Answers answers) {
    Ranking ranking = Ranking.of(answers);
    long relevant = ranking.items().stream().filter(item -> ranking.gain(item) > 0).count();
    long found =
        ranking.items().stream().limit(first).filter(item -> ranking.gain(item) > 0).count();
    return relevant == 0 ? Double.NaN : found / (double) relevant;
  }
}
